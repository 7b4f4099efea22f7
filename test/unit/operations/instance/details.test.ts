import type { IDataObject } from 'n8n-workflow';
import { readDetails } from '../../../../nodes/NextMatter/operations/instance/details';
import { detailInputs } from '../../../../nodes/NextMatter/operations/instance/detailInputs';
import { refusalOf } from '../../inputErrorOf';

const read = (given: IDataObject, timeZone = 'Europe/Berlin') => readDetails(given, timeZone);

describe('the details of an instance', () => {
	it('are none where none was given', () => {
		expect(read({})).toEqual({});
		expect(read({ other: 'x' })).toEqual({});
	});

	it('have names in the editor that reading knows', () => {
		const names = Object.values(detailInputs).map(({ name }) => name);
		expect(names).toEqual(Object.keys(detailInputs));
		const all = { deadline: '2026-06-16', name: 'A', priority: 'high', tags: ['b'] };
		expect(Object.keys(read(all)).sort()).toEqual([...names].sort());
	});

	it('know every priority that the editor offers', () => {
		for (const { value } of detailInputs.priority.options) {
			expect(read({ priority: value })).toHaveProperty('priority');
		}
	});

	it.each<[IDataObject, IDataObject]>([
		[{ name: ' Laptops ' }, { name: ' Laptops ' }],
		[{ name: 2026 }, { name: '2026' }],
		[{ name: '\n' }, {}],
		[{ priority: 'regular' }, { priority: null }],
		[{ tags: [] }, { tags: [] }],
		[{ tags: 'a, b' }, { tags: ['a, b'] }],
	])('of %j are %j', (given, details) => {
		expect(read(given)).toEqual(details);
	});

	it('have a deadline in the zone of the workflow', () => {
		expect(read({ deadline: '2026-06-16' }, 'Asia/Kolkata')).toEqual({
			deadline: '2026-06-15T18:30:00Z',
		});
	});

	it.each<[IDataObject, string]>([
		[{ deadline: null }, "'Deadline' is empty"],
		[{ priority: null }, "'Priority' is null, which is not one of its values"],
		[{ tags: null }, "'Tags' has no value: its expression returned null"],
		[{ name: ['A'] }, '\'Name\' is ["A"], which is not text'],
	])('refuse %j', (given, message) => {
		expect(refusalOf(() => read(given)).message).toBe(message);
	});

	it('say how long a name may be', () => {
		// As JSON Schema counts: an emoji is one, though JavaScript has two for it.
		expect(read({ name: '😀'.repeat(255) })).toHaveProperty('name');
		expect(refusalOf(() => read({ name: '😀'.repeat(256) })).message).toContain('256 characters');
		expect(refusalOf(() => read({ name: 'x'.repeat(256) })).remedy).toBe(
			'A name can have at most 255 characters',
		);
	});
});

it('a name that holds nothing but an empty text is refused, not left out', () => {
	expect(refusalOf(() => read({ name: [''] })).message).toBe('\'Name\' is [""], which is not text');
});

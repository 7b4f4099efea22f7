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

	it.each(detailInputs.priority.options.map(({ value }) => [value]))(
		'know the priority %s, which the editor offers',
		(priority) => {
			expect(read({ priority })).toHaveProperty('priority');
		},
	);

	it.each<[IDataObject, IDataObject]>([
		[{ name: ' Laptops ' }, { name: ' Laptops ' }],
		[{ name: 2026 }, { name: '2026' }],
		[{ name: 0 }, { name: '0' }],
		[{ name: '\n' }, {}],
		[{ priority: 'regular' }, { priority: null }],
		[{ tags: [] }, { tags: [] }],
		[{ tags: 'a, b' }, { tags: ['a, b'] }],
		[{ tags: [['a', 'b'], 3] }, { tags: ['a', 'b', '3'] }],
	])('of %j are %j', (given, details) => {
		expect(read(given)).toEqual(details);
	});

	it.each([
		['2026-06-16T10:00:00', 'UTC', '2026-06-16T10:00:00Z'],
		['2026-06-16T10:00:00', 'America/New_York', '2026-06-16T14:00:00Z'],
		['2026-01-16T10:00:00', 'America/New_York', '2026-01-16T15:00:00Z'],
		['2026-06-16T10:00:00+02:00', 'America/New_York', '2026-06-16T08:00:00Z'],
		['2026-06-16', 'Asia/Kolkata', '2026-06-15T18:30:00Z'],
	])('have of the deadline %s in %s the instant %s', (deadline, timeZone, instant) => {
		expect(read({ deadline }, timeZone)).toEqual({ deadline: instant });
	});

	it.each<[IDataObject, string]>([
		[{ deadline: null }, '"Deadline" is empty'],
		[{ deadline: '16.06.2026' }, '"Deadline" is "16.06.2026", which is not a date'],
		[{ priority: null }, '"Priority" is null, which is not one of its values'],
		[{ priority: 'H' }, '"Priority" is "H", which is not one of its values'],
		[{ tags: null }, '"Tags" has no value: its expression returned null'],
		[{ tags: ['a', ' '] }, '"Tags 2" is empty'],
		[{ name: ['A'] }, '"Name" is ["A"], which is not a text'],
	])('refuse %j', (given, message) => {
		expect(refusalOf(() => read(given)).message).toBe(message);
	});

	it('say how long a name may be', () => {
		expect(refusalOf(() => read({ name: 'x'.repeat(256) })).remedy).toBe(
			'A name has at most 255 characters',
		);
	});
});

it.each<[IDataObject['name']]>([[[]], [{}], [['']]])(
	'a name of %j is refused, not left out',
	(name) => {
		expect(refusalOf(() => read({ name })).message).toContain('"Name" is ');
	},
);

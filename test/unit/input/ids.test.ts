import * as fc from 'fast-check';
import { readId } from '../../../nodes/NextMatter/input/ids';
import type { IdSubject } from '../../../nodes/NextMatter/input/links';
import { refusalOf, settle } from '../inputErrorOf';
import { scale } from '../../scale';
import { anyText } from '../anyText';

const locator = (value: unknown) => ({ __rl: true, mode: 'id', value });

describe('readId', () => {
	it.each<[string, unknown, number]>([
		['digits', '50222', 50222],
		['a big integer', 50222n, 50222],
		['digits among spaces', ' 50222\n', 50222],
		['leading zeros', '007', 7],
		['a number', 50222, 50222],
		['the smallest ID', 1, 1],
		['the largest safe ID', '9007199254740991', Number.MAX_SAFE_INTEGER],
		['a resource locator with digits', locator('9001'), 9001],
		['a link', 'https://core.nextmatter.com/api/instances/9001/', 9001],
	])('reads %s', (_what, value, expected) => {
		expect(readId('instance', value)).toBe(expected);
	});

	it.each<[unknown]>([[undefined], [locator('')]])('calls %j missing', (value) => {
		expect(refusalOf(() => readId('instance', value))).toMatchObject({
			message: 'The ID of the instance is missing',
			remedy: 'Enter the ID of the instance, or check that the expression returns it for this item',
		});
	});

	it.each<[unknown, string]>([
		[12.5, '12.5'],
		['-1', '"-1"'],
		[0, '0'],
		['1/../2', '"1/../2"'],
		['1e3', '"1e3"'],
		['٣', '"٣" (contains U+0663)'],
		['9001,', '"9001,"'],
		[true, 'true'],
		['core.nextmatter.com/instances/5', '"core.nextmatter.com/instances/5"'],
	])('refuses %p', (value, quoted) => {
		expect(refusalOf(() => readId('instance', value))).toMatchObject({
			message: `${quoted} is not the ID of an instance`,
			remedy: 'An ID is a whole number of at least 1, in digits only, such as 50222',
		});
	});

	it.each<[unknown, string]>([
		[2 ** 53, '9007199254740992'],
		['https://h/instances/9007199254740992', '"https://h/instances/9007199254740992"'],
	])('refuses %p, which is too large', (value, quoted) => {
		expect(refusalOf(() => readId('instance', value))).toMatchObject({
			message: `${quoted} is not the ID of an instance`,
			remedy: 'The largest possible ID is 9007199254740991',
		});
	});

	it.each<[unknown]>([[{}], [locator(locator(5))]])(
		'says of %j which part of it to take',
		(value) => {
			const { message, remedy } = refusalOf(() => readId('instance', value));
			expect(message).toMatch(/ is not the ID of an instance$/);
			expect(remedy).toBe('Use the ID in the object, such as {{ $json.id }}');
		},
	);

	it.each<[string, string]>([
		['1 2', '1, 2'],
		['9001;9002|9003', '9001, 9002, 9003'],
	])('refuses %j, which contains several numbers', (value, numbers) => {
		expect(refusalOf(() => readId('step', value)).message).toContain(
			` contains several numbers (${numbers}), so the node can't tell which is the step ID`,
		);
	});

	it.each(['9,001', '9 001', '90,001', '1,009,001'])(
		'says of %j that it may be one number with separators',
		(value) => {
			expect(refusalOf(() => readId('step', value)).remedy).toBe(
				'Use one ID per item, in digits only, without separators',
			);
		},
	);

	it.each(['9001, 9002', '9001,900', '9,0015'])('says of %j how to give several', (value) => {
		expect(refusalOf(() => readId('step', value)).remedy).toBe(
			"Use one ID per item; the 'Split Out' node turns each entry of a list into an item",
		);
	});

	it('says where an invisible character stands in the way', () => {
		expect(refusalOf(() => readId('step', '90\u200B01'))).toMatchObject({
			message: '"90<U+200B>01" is not the ID of a step',
			remedy: 'It contains an invisible character (U+200B): type the ID again by hand',
		});
	});

	it.each<[unknown]>([[[]], [[5001]]])('refuses the list %j, also one of a single ID', (value) => {
		const { message, remedy } = refusalOf(() => readId('step', value));
		expect(message).toBe(`${JSON.stringify(value)} is not the ID of a step`);
		expect(remedy).toBe(
			"Use one entry of the list, such as {{ $json.active_step_ids[0] }}, or turn each entry into an item with the 'Split Out' node",
		);
	});

	it('refuses any JSON in which there is no ID', () => {
		fc.assert(
			fc.property(fc.jsonValue(), (value) => {
				const { result, refusal } = settle(() => readId('instance', value));
				if (refusal) expect(refusal.message.length).toBeLessThan(300);
				else expect(Number(value)).toBe(result);
			}),
		);
	});

	it('speaks of "a user"', () => {
		expect(refusalOf(() => readId('user', 'x')).message).toBe('"x" is not the ID of a user');
	});

	it('uses the name that tells it from another of its kind', () => {
		expect(refusalOf(() => readId('step', '', 'target step')).message).toBe(
			'The ID of the target step is missing',
		);
		expect(refusalOf(() => readId('step', 'x', 'target step')).message).toBe(
			'"x" is not the ID of a target step',
		);
	});

	it('refuses a zero in a link, quoting the link', () => {
		const link = 'https://core.nextmatter.com/api/instances/0/';
		expect(refusalOf(() => readId('instance', link)).message).toBe(
			`"${link}" is not the ID of an instance`,
		);
	});

	const pieces = fc.array(
		fc.oneof(
			fc.constantFrom('https://', 'http://h', '/', '..', '%2F', '%2e%2e', '?', '#', '&', '=', '\\'),
			fc.constantFrom('instances', 'steps', 'instance_id', '1', '0', '-', 'e3', '.5', ' ', '@'),
			fc.nat().map(String),
			anyText({ maxLength: 3 }),
		),
		{ maxLength: 9 },
	);
	const inputs = fc.oneof(
		fc.string(),
		anyText(),
		pieces.map((parts) => parts.join('')),
		fc.webUrl({ withFragments: true, withQueryParameters: true }),
		fc.double(),
		fc.maxSafeInteger().map(String),
		fc.anything({ withDate: true }),
	);

	it('refuses anything or returns an ID that is exactly one segment of a path', () => {
		fc.assert(
			fc.property(
				fc.constantFrom<IdSubject>('instance', 'step', 'form field'),
				fc.oneof(inputs, inputs.map(locator)),
				(subject, input) => {
					const { result: id, refusal } = settle(() => readId(subject, input));
					if (id === undefined) {
						expect(refusal?.message).toBeTruthy();
						return;
					}
					expect(Number.isSafeInteger(id) && id >= 1).toBe(true);
					const { pathname, search, hash } = new URL(`https://h/api/instances/${id}/`);
					expect(pathname.split('/')).toEqual(['', 'api', 'instances', String(id), '']);
					expect(search + hash).toBe('');
				},
			),
			{ numRuns: scale(300, 1000) },
		);
	});

	it('reads back any ID in all its spellings', () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }), (id) => {
				const link = `https://core.nextmatter.com/api/instances/${id}/`;
				for (const spelling of [id, String(id), link, locator(id), locator(link)]) {
					expect(readId('instance', spelling)).toBe(id);
				}
			}),
		);
	});
});

import * as fc from 'fast-check';
import { limitProperties } from '../../../../nodes/NextMatter/operations/lists/limitProperties';
import { readLimit, readSteadily } from '../../../../nodes/NextMatter/operations/lists/limits';
import { refusalOf } from '../../inputErrorOf';

const read = (limit: unknown, returnAll: unknown = false) =>
	readLimit((name) => ({ limit, returnAll })[name]);

describe('the limit of a list', () => {
	it.each<[unknown, number, string]>([
		[1, 1, '1'],
		[501, 501, '500'],
	])('of %j is %i in all, %s on a page', (typed, limit, page_size) => {
		expect(read(typed)).toEqual({ limit, query: { page_size } });
	});

	it('is none when all are wanted, and what stands there does not matter', () => {
		expect(read('broken', true)).toEqual({ query: { page_size: '500' } });
	});

	it.each<[unknown, unknown, string]>([
		[0, false, "'Limit' is 0, which is not a whole number from 1 to 9007199254740991"],
		[50, null, "'Return All' is null, which is not one of its values"],
	])('is refused for %j (all: %j)', (limit, returnAll, message) => {
		expect(refusalOf(() => read(limit, returnAll)).message).toContain(message);
	});

	it('never asks for a page larger than what is wanted or what the API gives', () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }), (typed) => {
				const { limit, query } = read(typed);
				expect(limit).toBe(typed);
				expect(Number(query.page_size)).toBe(typed < 500 ? typed : 500);
			}),
		);
	});
});

describe('how many are listed', () => {
	it('is 50 unless it is said otherwise, and 5 for a tool of a model', () => {
		const limits = limitProperties.filter(({ name }) => name === 'limit');
		const shown = { returnAll: [false] };
		expect(limits.map((one) => [one.default, one.displayOptions])).toEqual([
			[50, { show: shown, hide: { '@tool': [true] } }],
			[5, { show: { ...shown, '@tool': [true] } }],
		]);
	});
});

describe('the order of a list', () => {
	it.each<[number | undefined]>([[501], [undefined]])(
		'is the one in which instances start where it takes several pages: limit %j',
		(limit) => {
			expect(readSteadily({ name: 'a' }, limit)).toEqual({ name: 'a', ordering: 'started_time' });
			const query = { ordering: '-name' };
			expect(readSteadily(query, limit)).toEqual(query);
		},
	);

	it('is left to the API where all is on one page', () => {
		expect(readSteadily({ name: 'a' }, 500)).toEqual({ name: 'a' });
	});
});

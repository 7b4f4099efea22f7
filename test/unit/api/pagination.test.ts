import { entriesOf, nextPageOf } from '../../../nodes/NextMatter/api/pagination';
import type { ApiRequest } from '../../../nodes/NextMatter/api/types';

const request: ApiRequest = {
	method: 'GET',
	path: '/list/',
	query: { page_size: '500', page: '1' },
};

describe('the entries of a page', () => {
	it('are its results, or the bare list', () => {
		expect(entriesOf({ count: 1, results: [{ id: 1 }] })).toEqual([{ id: 1 }]);
		expect(entriesOf([{ id: 1 }])).toEqual([{ id: 1 }]);
		expect(entriesOf({ results: [] })).toEqual([]);
		expect(entriesOf([{ id: 1 }, null, 'x', [2]])).toEqual([{ id: 1 }]);
	});

	it.each([[{}], [{ results: 'x' }], [{ results: [9001, 9002] }], [[null]]])(
		'are not there in %j',
		(body) => {
			expect(entriesOf(body)).toBeUndefined();
		},
	);
});

describe('the page after a page', () => {
	it.each([
		['http://elsewhere.example/api/list/?page=2', { page_size: '500', page: '2' }],
		['/api/list/?cursor=cD0y', { page_size: '500', page: '1', cursor: 'cD0y' }],
	])('has the path of this one and the query of the link %j', (next, query) => {
		expect(nextPageOf(request, { next })).toEqual({ method: 'GET', path: '/list/', query });
	});

	it.each([[null], [''], [7], ['http://[']])('is not there when next is %j', (next) => {
		expect(nextPageOf(request, { next })).toBeUndefined();
	});

	it('is not there behind a bare list', () => {
		expect(nextPageOf(request, [])).toBeUndefined();
	});
});

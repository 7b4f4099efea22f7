import { searchInstances } from '../../../nodes/NextMatter/methods/instances';
import { fakeEditor } from './fakeEditor';

const parameters = { listWorkflow: '120' };
const search = async (
	surroundings: Parameters<typeof fakeEditor>[0],
	...given: [filter?: string, token?: string]
) => {
	const { editor, sent } = fakeEditor({ parameters, ...surroundings });
	const result = await searchInstances.call(editor, ...given);
	return { result, request: sent()[0] };
};
const page = (results: unknown[], next: string | null = null) => ({ results, next });

describe('the list of instances', () => {
	it('asks for the running ones of the workflow, the newest first', async () => {
		const { result, request } = await search({ body: page([]) });
		expect(request).toEqual({
			method: 'GET',
			url: 'https://h/api/processes/120/instances/',
			qs: { status: 'running', ordering: '-started_time', page_size: '50' },
		});
		expect(result).toEqual({ results: [] });
	});

	it.each<[string | undefined, string | undefined]>([
		['  ', undefined],
		[' laptop ', 'laptop'],
	])('lets the API search: %j is sent as %j', async (filter, name) => {
		const { request } = await search({ body: page([]) }, filter);
		expect(request.qs).toEqual({
			status: 'running',
			ordering: '-started_time',
			page_size: '50',
			...(name && { name }),
		});
	});

	it('shows names with their IDs', async () => {
		const { result } = await search({
			body: page([{ id: 9001, name: 'Laptops' }, { id: '9002', name: '' }, { id: 9003 }]),
		});
		expect(result.results).toEqual([
			{ name: 'Laptops (9001)', value: 9001 },
			{ name: 'Instance 9002', value: 9002 },
			{ name: 'Instance 9003', value: 9003 },
		]);
	});

	it('leaves out what has no ID that could be chosen', async () => {
		const entries = [{ name: 'A' }, { id: null, name: 'B' }, { id: 'x' }, { id: 0 }, { id: 1 }];
		const { result } = await search({ body: page(entries) });
		expect(result.results).toEqual([{ name: 'Instance 1', value: 1 }]);
	});

	it('takes a bare list as well', async () => {
		const { result } = await search({ body: [{ id: 9001, name: 'A' }] });
		expect(result).toEqual({ results: [{ name: 'A (9001)', value: 9001 }] });
	});

	it('goes on where the page before has ended', async () => {
		const next = 'https://h/api/processes/120/instances/?cursor=cD0y&name=a%26b';
		const { result } = await search({ body: page([{ id: 1 }], next) }, 'a&b');
		expect(new URLSearchParams(result.paginationToken as string).get('name')).toBe('a&b');
		const { request } = await search({ body: page([]) }, 'a&b', result.paginationToken as string);
		expect(request.qs).toEqual({
			status: 'running',
			ordering: '-started_time',
			page_size: '50',
			name: 'a&b',
			cursor: 'cD0y',
		});
	});

	it.each<[unknown]>([[{ detail: 'x' }], [{ results: 'x' }], [[{ name: 'A' }]]])(
		'asks for the ID when the answer is %j',
		async (body) => {
			await expect(search({ body })).rejects.toMatchObject({
				message: 'The instances were not recognized',
				description: 'Enter the ID instead',
			});
		},
	);

	it('asks for the workflow first', async () => {
		await expect(search({ parameters: { listWorkflow: '' } })).rejects.toMatchObject({
			message: 'The ID of the workflow is missing',
			description: expect.stringMatching(/^Choose the workflow first\./),
		});
	});

	it('says why it does not open', async () => {
		await expect(search({ status: 403, body: { detail: 'No.' } })).rejects.toMatchObject({
			message: expect.stringContaining('to list the instances of workflow 120: No.'),
			httpCode: '403',
		});
	});
});

import { getInstanceValues } from '../../../../../nodes/NextMatter/operations/formField/getInstanceValues';
import type { Reply } from '../../../../../nodes/NextMatter/api/types';
import { answering } from '../../../answering';
import { planFor } from '../../../planFor';
import { answer, instance } from '../../../replies';

const entry = (value: unknown, rest: object = {}) => ({
	instance_id: 9001,
	instance_name: 'Laptops',
	value,
	...rest,
});
const listed = (...results: object[]) => answer(200, { results, next: null });
const page = (next: string, id = 1) =>
	answer(200, { results: [entry('of another', { instance_id: id })], next });

async function gather(fieldKeys: string, ...replies: Reply[]) {
	return await gatherFields(['7', '8'], { fieldKeys, replies });
}

async function gatherFields(
	formFieldIds: readonly string[],
	{ fieldKeys, replies }: { readonly fieldKeys: string; readonly replies: readonly Reply[] },
) {
	const plan = planFor(getInstanceValues, {
		workflowId: '120',
		instanceId: '9001',
		stepId: '5001',
		formFieldIds,
		fieldKeys,
	});
	const { ask, asked } = answering(...replies);
	return { result: await getInstanceValues.gather?.(plan, ask), asked };
}

describe('the values of an instance', () => {
	it('are plain, by ID, after one request for each form field', async () => {
		const { result, asked } = await gather(
			'byId',
			listed(entry({ inputValue: 'New' })),
			listed(entry('', { instance_id: '9001', instance_name: 'Other' })),
		);
		expect(result).toEqual({
			kind: 'done',
			json: { instance_id: 9001, instance_name: 'Laptops', fields: { 7: 'New', 8: null } },
		});
		const query = { instance_ids: '9001', page_size: '500' };
		expect(asked).toEqual([
			{ method: 'GET', path: '/processes/120/steps/5001/actions/7/', query },
			{ method: 'GET', path: '/processes/120/steps/5001/actions/8/', query },
		]);
	});

	it('are null where none is listed, with a hint, and so is a name that is not told', async () => {
		const { result } = await gather(
			'byId',
			listed(entry('of another', { instance_id: 9002 })),
			listed(entry(5, { instance_name: undefined })),
		);
		expect(result).toEqual({
			kind: 'done',
			json: { instance_id: 9001, instance_name: null, fields: { 7: null, 8: 5 } },
			hints: ['Next Matter has no value for form field 7 of instance 9001, so null is returned'],
		});
	});

	it('are reported in one hint where several are not listed', async () => {
		const replies = [listed(), listed(entry(5)), listed()];
		const { result } = await gatherFields(['7', '8', '9'], { fieldKeys: 'byId', replies });
		expect(result).toMatchObject({
			json: { fields: { 7: null, 8: 5, 9: null } },
			hints: [
				'Next Matter has no value for form fields 7, 9 of instance 9001, so null is returned',
			],
		});
	});

	it('have names for keys, and the ID where there is none', async () => {
		const actions = [{ id: 7, name: 'Amount', type: 'number' }];
		const { result, asked } = await gather(
			'byName',
			listed(entry(5)),
			listed(entry(6)),
			answer(200, { ...instance, process_snapshot: { steps: [{ id: 5001, actions }] } }),
		);
		expect(result).toMatchObject({
			json: { fields: { Amount: 5, 8: 6 } },
			hints: ['No name was found for form field 8, so the ID is the key'],
		});
		expect(asked[2]).toEqual({ method: 'GET', path: '/instances/9001/' });
	});

	it.each<[string, Reply]>([
		['a refusal', answer(403)],
		['another instance', answer(200, { ...instance, id: 9002 })],
	])('come by ID where names cannot be read: %s', async (_what, reply) => {
		const { result } = await gather('byName', listed(entry(5)), listed(), reply);
		expect(result).toMatchObject({
			kind: 'done',
			json: { fields: { 7: 5, 8: null } },
			hints: [
				'Next Matter has no value for form field 8 of instance 9001, so null is returned',
				'No name was found for form fields 7, 8, so the IDs are the keys',
			],
		});
	});

	it('fail the item where none is listed at all', async () => {
		expect((await gather('byName', listed(), listed())).result).toEqual({
			kind: 'failed',
			failure: {
				message: 'Next Matter has no value for form fields 7, 8 of instance 9001',
				remedy:
					'Check that instance 9001 belongs to workflow 120, that the form fields belong to step 5001, and that the user of the API key can see the instance',
				certainty: 'rejected',
			},
		});
	});

	it.each<[string, Reply, string]>([
		['a refusal', answer(404), 'read form field 8 of instance 9001'],
		[
			'a list with a status of failure',
			answer(500, [entry(5)]),
			'returned a server error (HTTP 500)',
		],
	])('fail the item where one cannot be read: %s', async (_what, reply, words) => {
		expect((await gather('byId', listed(entry(5)), reply)).result).toMatchObject({
			kind: 'failed',
			failure: { message: expect.stringContaining(words), certainty: 'rejected' },
		});
	});
});

describe('where the API ignores the filter', () => {
	it('the entry is looked for on the next pages', async () => {
		const { result, asked } = await gather('byId', page('?page=2'), listed(entry(5)), listed());
		expect(result).toMatchObject({ json: { fields: { 7: 5, 8: null } } });
		expect(asked.map(({ query }) => query?.page)).toEqual([undefined, '2', undefined]);
	});

	it('it is found on the tenth page, and beyond that it is not looked for', async () => {
		const pages = Array.from({ length: 10 }, (_, index) => page(`?page=${index + 2}`));
		const { result } = await gather('byId', ...pages.slice(1), listed(entry(5)), listed());
		expect(result).toMatchObject({ json: { fields: { 7: 5 } } });
		expect((await gather('byId', ...pages)).result).toEqual({
			kind: 'failed',
			failure: {
				message:
					'Next Matter answered the request to read form field 7 of instance 9001 with the values of thousands of other instances',
				remedy:
					"It seems to ignore the filter for a single instance. Use 'Instance > Get' with 'Form Field Values' instead",
				certainty: 'rejected',
			},
		});
	});
});

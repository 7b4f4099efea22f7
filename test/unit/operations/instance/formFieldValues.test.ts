import {
	hintsAboutValues,
	readValuesAfter,
	withFieldValues,
} from '../../../../nodes/NextMatter/operations/instance/formFieldValues';
import type { CheckResult, Done } from '../../../../nodes/NextMatter/operations/types';
import type { Keying } from '../../../../nodes/NextMatter/formFields/fieldValues';
import type { ApiRequest } from '../../../../nodes/NextMatter/api/types';
import { idle } from '../../idle';
import { once } from '../../run/fakeOperation';
import { answer, silence } from '../../replies';

const snapshot = {
	steps: [{ id: 1, actions: [{ id: 21, name: 'A', value: { inputValue: 'x' } }] }],
};
const plan = { ...once, keying: 'byName' as Keying };
const shown = (id: number) => answer(200, { id, process_snapshot: snapshot });

describe('the form field values of an instance', () => {
	it('are put out beside it, with the snapshot where none is recognized', () => {
		const json = { id: 7 };
		expect(withFieldValues(json, { process_snapshot: snapshot }, undefined)).toBe(json);
		expect(withFieldValues(json, { process_snapshot: snapshot }, 'byId')).toEqual({
			id: 7,
			fields: { '21': 'x' },
		});
		expect(withFieldValues(json, { process_snapshot: 'odd' }, 'byId')).toEqual({
			id: 7,
			fields: {},
			process_snapshot: 'odd',
		});
		expect(withFieldValues(json, {}, 'byId')).toEqual({
			id: 7,
			fields: {},
			process_snapshot: null,
		});
	});

	it('that are not recognized are reported', () => {
		expect(hintsAboutValues(plan, { id: 7, fields: {} })).toEqual([
			"No form field was recognized in instance 7, so 'fields' is empty and 'process_snapshot' is returned as it is",
		]);
		expect(hintsAboutValues(plan, { url: 'https://h/api/instances/7/', fields: {} })).toEqual([
			expect.stringContaining('in instance 7,'),
		]);
		expect(hintsAboutValues(plan, { id: 7, fields: { A: 'x' } })).toEqual([]);
		expect(hintsAboutValues(once, { id: 7, fields: {} })).toEqual([]);
		expect(hintsAboutValues(plan, { id: 7, fields: null })).toEqual([]);
	});
});

describe('reading the values of what is put out', () => {
	it('is wanted where they have keys', () => {
		expect(readValuesAfter.isWanted(plan)).toBe(true);
		expect(readValuesAfter.isWanted(once)).toBe(false);
	});

	it.each([{ id: '7' }, { url: 'https://h/api/instances/7/' }])(
		'asks for %j with its values',
		async (json) => {
			const asked: ApiRequest[] = [];
			await readValuesAfter.read(plan, { kind: 'done', json }, async (request) => {
				asked.push(request);
				return shown(7);
			});
			expect(asked).toEqual([
				{ method: 'GET', path: '/instances/7/', query: { inject_values: 'true' } },
			]);
		},
	);

	it('asks for at most a hundred at once, and for no more once one could not be read', async () => {
		let hasFailed = false;
		let asked = 0;
		const waiting: Array<(reply: ReturnType<typeof answer>) => void> = [];
		const json = Array.from({ length: 150 }, (_, index) => ({ id: index + 1 }));
		const reading = readValuesAfter.read(plan, { kind: 'done', json }, async () => {
			asked += 1;
			if (hasFailed) return answer(403);
			return await new Promise((resolve) => waiting.push(resolve));
		});
		await idle();
		expect(waiting).toHaveLength(100);
		waiting[0](shown(1));
		await idle();
		expect(waiting).toHaveLength(101);
		hasFailed = true;
		waiting[1](answer(403));
		await idle();
		for (const [index, resolve] of waiting.entries()) resolve(shown(index + 1));
		expect(await reading).toMatchObject({
			kind: 'failed',
			failure: { message: expect.stringContaining('of instance 2') },
		});
		expect(asked).toBe(101);
	});

	const read = async (json: Done['json'], replies: ReadonlyArray<ReturnType<typeof answer>>) => {
		const paths: string[] = [];
		const result: CheckResult = await readValuesAfter.read(
			plan,
			{ kind: 'done', json },
			async (request) => {
				return replies[paths.push(request.path) - 1] ?? silence;
			},
		);
		return { result, paths };
	};

	it('keeps the order, and makes no list of a single one', async () => {
		expect(await read([{ id: 7 }, { id: 8 }], [shown(7), shown(8)])).toEqual({
			result: {
				kind: 'done',
				json: [
					{ id: 7, fields: { A: 'x' } },
					{ id: 8, fields: { A: 'x' } },
				],
			},
			paths: ['/instances/7/', '/instances/8/'],
		});
		const { result } = await read({ id: 7 }, [shown(7)]);
		expect(result).toEqual({ kind: 'done', json: { id: 7, fields: { A: 'x' } } });
	});

	it('fails with the first that cannot be read, or that is another instance', async () => {
		for (const second of [answer(403), shown(9)]) {
			const { result } = await read([{ id: 7 }, { id: 8 }], [shown(7), second]);
			expect(result).toMatchObject({
				kind: 'failed',
				failure: { message: expect.stringContaining('read the form field values of instance 8') },
			});
		}
	});

	it.each([{}, { id: null }, { id: 'seven' }])(
		'fails for an entry with no ID, %j, and asks for none after it',
		async (entry) => {
			const others = Array.from({ length: 150 }, (_, index) => ({ id: index + 1 }));
			const replies = others.map(({ id }) => shown(id));
			const { result, paths } = await read([entry, ...others], replies);
			expect(result).toMatchObject({
				kind: 'failed',
				failure: {
					message:
						'Next Matter sent an instance without an ID, so its form field values could not be read',
					certainty: 'rejected',
				},
			});
			await idle();
			expect(paths).toHaveLength(99);
		},
	);

	it('makes nothing of nothing', async () => {
		expect(await read([], [])).toEqual({ result: { kind: 'done', json: [] }, paths: [] });
	});

	it('changes nothing, whatever becomes of it', async () => {
		const { result } = await read({ id: 7 }, []);
		expect(result).toMatchObject({ kind: 'failed', failure: { certainty: 'rejected' } });
	});

	it('leaves them empty where it fails after something was changed', () => {
		const { without } = readValuesAfter;
		expect(without({ kind: 'done', json: { id: 7 } }).json).toEqual({ id: 7, fields: null });
		expect(without({ kind: 'done', json: [{ id: 7 }, { id: 8 }] }).json).toEqual([
			{ id: 7, fields: null },
			{ id: 8, fields: null },
		]);
	});
});

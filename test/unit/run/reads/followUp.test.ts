import { isSuccess } from '../../../../nodes/NextMatter/api/replies';
import type { Reply } from '../../../../nodes/NextMatter/api/types';
import type {
	CheckResult,
	Done,
	FollowUp,
	Operation,
	Plan,
} from '../../../../nodes/NextMatter/operations/types';
import { completeOutput } from '../../../../nodes/NextMatter/run/reads/followUp';
import type { Outcome } from '../../../../nodes/NextMatter/run/outcomes';
import { answer, silence } from '../../replies';
import { fakeRunContext } from '../fakeRunContext';
import { fakeOperation, LOOK, once } from '../fakeOperation';

const reading: Plan = { ...once, idempotency: 'safe' };
const done: Done = { kind: 'done', json: { id: 7 }, hints: ['Known before'] };
const rejected: Outcome = {
	kind: 'failed',
	failure: { message: 'No', remedy: 'Try later', certainty: 'rejected' },
};

/** Adds what a read shows as `fields`, where the plan has any details. */
const followUp: FollowUp<Plan> = {
	isWanted: ({ details }) => 'id' in details,
	async read(_plan, outcome, ask): Promise<CheckResult> {
		const reply = await ask(LOOK);
		if (isSuccess(reply)) return { ...outcome, json: { ...outcome.json, fields: 'seen' } };
		return { kind: 'failed', failure: { ...rejected.failure, message: 'Not readable' } };
	},
	without: (outcome) => ({ ...outcome, json: { ...outcome.json, fields: null } }),
};

async function complete(
	plan: Plan,
	replies: readonly Reply[],
	{
		outcome = done,
		hasSiblingFailed = false,
		...more
	}: Partial<Operation> & { outcome?: Outcome; hasSiblingFailed?: boolean } = {},
) {
	const runContext = fakeRunContext(replies);
	runContext.hasSiblingFailed = () => hasSiblingFailed;
	const operation: Operation = { ...fakeOperation().operation, followUp, ...more };
	const completed = await runContext.clock.during(
		completeOutput(operation, { plan, outcome, runContext }),
	);
	expect(runContext.sent).toHaveLength(replies.length);
	return completed;
}

describe('what the answer of an item did not hold', () => {
	const shown = answer(200, { a: 1 });
	const whole = { ...done, json: { id: 7, fields: 'seen' } };

	it('is read after it is done, again if need be', async () => {
		expect(await complete(once, [silence, shown])).toEqual(whole);
	});

	it.each<[string, Plan, Partial<Operation> & { outcome?: Outcome }]>([
		['is not read of an item that failed', once, { outcome: rejected, hintsFor: () => ['Never'] }],
		['is not read unless it is wanted', { ...once, details: {} }, {}],
		['is not read where there is nothing of the kind', once, { followUp: undefined }],
	])('%s', async (_what, plan, settings) => {
		const { outcome = done } = settings;
		expect(await complete(plan, [], settings)).toBe(outcome);
	});

	it('is read although another item has failed, if the item has changed something', async () => {
		expect(await complete(once, [shown], { hasSiblingFailed: true })).toEqual(whole);
	});

	it('is not read after that, if the item only reads', async () => {
		expect(await complete(reading, [], { hasSiblingFailed: true })).toMatchObject({
			kind: 'failed',
		});
	});

	it('is missing in an item that stays done, which says why', async () => {
		expect(await complete(once, [answer(403)])).toEqual({
			kind: 'done',
			json: { id: 7, fields: null },
			hints: [
				'Known before',
				"Done, but 'fields' is null because the form field values could not be read afterwards: Not readable",
			],
		});
	});

	it('fails an item that only reads', async () => {
		expect(await complete(reading, [answer(403)], { hintsFor: () => ['Never'] })).toEqual({
			kind: 'failed',
			failure: { ...rejected.failure, message: 'Not readable', details: { id: 7 } },
		});
	});

	it('fails an item that only reads with certainty, whatever is thrown', async () => {
		const broken: FollowUp<Plan> = {
			...followUp,
			read: async () => await Promise.reject(new Error('Broken')),
		};
		expect(await complete(reading, [], { followUp: broken })).toMatchObject({
			failure: { message: 'Broken', certainty: 'rejected' },
		});
	});
});

describe('what people should know about the output', () => {
	const plain = { ...once, details: {} };

	it('is said after what is said already, of each output item', async () => {
		const outcome: Done = { ...done, json: [{ id: 7 }, { id: 8 }] };
		const hintsFor = (_plan: Plan, { id }: { id?: unknown }) => [`About ${String(id)}`];
		expect(await complete(plain, [], { outcome, hintsFor })).toEqual({
			...outcome,
			hints: ['Known before', 'About 7', 'About 8'],
		});
	});

	it('adds nothing where there is nothing to say', async () => {
		const outcome: Done = { kind: 'done', json: { id: 7 } };
		expect(await complete(plain, [], { outcome, hintsFor: () => [] })).toBe(outcome);
		expect(await complete(plain, [], { outcome, hintsFor: () => ['New'] })).toEqual({
			...outcome,
			hints: ['New'],
		});
	});
});

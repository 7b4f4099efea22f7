import type { ApiRequest, Reply } from '../../../../nodes/NextMatter/api/types';
import type {
	Operation,
	Plan,
	Prerequisite,
	Reconciliation,
} from '../../../../nodes/NextMatter/operations/types';
import { createRetryingClient } from '../../../../nodes/NextMatter/run/requests/retryingClient';
import { NO_CHECKPOINTS } from '../../../../nodes/NextMatter/run/writes/prerequisites';
import { createRequestBuilder } from '../../../../nodes/NextMatter/run/writes/requestBuilder';
import { answer } from '../../replies';
import { fakeRunContext } from '../fakeRunContext';
import { fakeOperation, once, repeatable, WORK } from '../fakeOperation';

const first = (idempotency: Prerequisite['idempotency'], isWork?: true): Prerequisite => ({
	request: { method: 'GET', path: '/before/' },
	idempotency,
	action: 'look first',
	howToVerify: '',
	fieldLabels: [],
	apply: (body, request) => ({
		...request,
		body: { ...request.body, found: JSON.stringify(body) },
	}),
	...(isWork && { isWork }),
});
const read = first('safe');
const upload = first('nonIdempotent');

function open(plan: Plan, replies: readonly Reply[] = [], more: Partial<Operation> = {}) {
	const runContext = fakeRunContext(replies);
	const client = createRetryingClient(runContext);
	const operation: Operation = { ...fakeOperation().operation, ...more };
	const builder = createRequestBuilder(operation, { plan, client, checkpoints: NO_CHECKPOINTS });
	const build = async () => await runContext.clock.during(builder.build(plan));
	return { builder, build, sent: runContext.sent };
}

describe('what may follow an answer that asks for a pause', () => {
	const { reconciliation } = fakeOperation().operation;
	const looking = { ...reconciliation, checksBeforeRetry: true } as Reconciliation<Plan>;

	it.each<[string, Plan, Reconciliation<Plan> | undefined, string]>([
		['must not be done twice', once, undefined, 'resendIfUnprocessed'],
		['may be done twice', repeatable, reconciliation, 'resend'],
		['may be done twice, but is looked for', repeatable, looking, 'resendIfUnprocessed'],
		[
			'is made from what was read',
			{ ...repeatable, prerequisites: [read, read] },
			undefined,
			'rebuild',
		],
		[
			'is made from what was read and uploaded',
			{ ...repeatable, prerequisites: [read, upload] },
			undefined,
			'resend',
		],
		[
			'must not be done twice, though made from what was read',
			{ ...once, prerequisites: [read] },
			undefined,
			'resendIfUnprocessed',
		],
	])('of what %s', (_what, plan, known, mode) => {
		expect(open(plan, [], { reconciliation: known }).builder.mode).toBe(mode);
	});
});

describe('a request that goes out again', () => {
	const found = (value: number): ApiRequest => ({
		...WORK,
		body: { value: 1, found: JSON.stringify({ value }) },
	});

	it.each([upload, read])(
		'is the same, and what comes before it is not sent again',
		async (one) => {
			const plan = { ...once, prerequisites: [one] };
			const { build, sent } = open(plan, [answer(200, { value: 5 })]);
			const built = { kind: 'built', plan, request: found(5) };
			expect(await build()).toEqual(built);
			expect(await build()).toEqual(built);
			expect(sent).toHaveLength(1);
		},
	);

	it('is not built when what comes before it fails', async () => {
		const plan = { ...repeatable, prerequisites: [read] };
		expect(await open(plan, [answer(403)]).build()).toMatchObject({
			kind: 'failed',
			plan,
			failure: { statusCode: 403 },
		});
	});
});

describe('a request in other words', () => {
	const rejection = answer(400);
	/** Says which rejection it answers to. */
	const retryWith: Operation['retryWith'] = (_plan, request, reply) => ({
		...request,
		body: { ...request.body, isReworded: reply === rejection },
	});
	const reworded = { ...WORK, body: { value: 1, isReworded: true } };

	it('takes the place of the one that was rejected, once', async () => {
		const { builder, build } = open(once, [], { retryWith });
		await build();
		expect(builder.reword(once, rejection)).toBe(true);
		expect(await build()).toEqual({ kind: 'built', plan: once, request: reworded });
		expect(builder.reword(once, rejection)).toBe(false);
		expect(await build()).toMatchObject({ request: reworded });
	});

	it('needs one that was built', () => {
		expect(open(once, [], { retryWith }).builder.reword(once, rejection)).toBe(false);
	});

	it.each<[string, Operation['retryWith']]>([
		['the operation has none', undefined],
		['there are none for the rejection', () => undefined],
	])('is the same where %s', async (_what, none) => {
		const { builder, build } = open(once, [], { retryWith: none });
		await build();
		expect(builder.reword(once, rejection)).toBe(false);
		expect(await build()).toMatchObject({ request: WORK });
	});

	it('is put anew where the request is made anew', async () => {
		const plan = { ...repeatable, prerequisites: [read] };
		const replies = [1, 2, 3].map((value) => answer(200, { value }));
		const { builder, build } = open(plan, replies, { retryWith });
		expect(await build()).not.toHaveProperty('request.body.isReworded');
		builder.reword(plan, rejection);
		expect(await build()).toMatchObject({
			request: { body: { found: '{"value":2}', isReworded: true } },
		});
		expect(await build()).toMatchObject({
			request: { body: { found: '{"value":3}', isReworded: true } },
		});
	});

	it('is left as it is made anew where there are no other words any more', async () => {
		const plan = { ...repeatable, prerequisites: [read] };
		let asked = 0;
		const onlyOnce: Operation['retryWith'] = (...given) =>
			(asked += 1) === 1 ? retryWith(...given) : undefined;
		const { builder, build } = open(plan, [answer(200, 1), answer(200, 2)], {
			retryWith: onlyOnce,
		});
		await build();
		builder.reword(plan, rejection);
		expect(await build()).toMatchObject({ request: { body: { value: 1, found: '2' } } });
	});
});

describe('a request after the first half of the work', () => {
	const plan = { ...once, prerequisites: [first('nonIdempotent', true)] };
	const begun = { body: { value: 5 }, isNew: true };

	it('is that of the plan as it goes on', async () => {
		const continueFrom: Operation['continueFrom'] = (given, body) => ({
			plan: { ...given, details: { body: JSON.stringify(body) } },
		});
		const { build, sent } = open(plan, [answer(201, { value: 5 })], { continueFrom });
		const built = await build();
		expect(built).toMatchObject({
			kind: 'built',
			plan: { details: { body: '{"value":5}' } },
			request: { body: { value: 1, found: '{"value":5}' } },
			begun,
		});
		await build();
		expect(sent).toHaveLength(1);
	});

	it('is none where the plan cannot go on, which says what was begun', async () => {
		const failure = { message: 'No such step', remedy: 'Look', certainty: 'not-sent' } as const;
		const continued = { ...plan, details: { id: 8 } };
		const continueFrom = () => ({ plan: continued, failure });
		const { build } = open(plan, [answer(201, { value: 5 })], { continueFrom });
		expect(await build()).toEqual({ kind: 'failed', failure, plan: continued, begun });
	});

	it('is that of the plan as it was where the operation does not say how to go on', async () => {
		const { build } = open(plan, [answer(201, { value: 5 })]);
		expect(await build()).toEqual({
			kind: 'built',
			plan,
			request: { ...WORK, body: { value: 1, found: '{"value":5}' } },
		});
	});
});

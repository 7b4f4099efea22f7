import type { ApiRequest, Failure, Reply } from '../../../nodes/NextMatter/api/types';
import { isRecord } from '../../../nodes/NextMatter/input/isRecord';
import type {
	Evidence,
	Operation,
	Plan,
	SendTime,
	CheckResult,
} from '../../../nodes/NextMatter/operations/types';
import type { UnresolvedRequest, Outcome } from '../../../nodes/NextMatter/run/outcomes';
import { writeOutcome } from './writeOutcome';
import { answer } from '../replies';
import { fakeRunContext, type FakeRunContext } from './fakeRunContext';

export const WORK: ApiRequest = { method: 'POST', path: '/job/', body: { value: 1 } };
export const LOOK: ApiRequest = { method: 'GET', path: '/look/' };

export const once: Plan = {
	request: WORK,
	idempotency: 'nonIdempotent',
	action: 'do it',
	howToVerify: 'Look yourself.',
	fieldLabels: [],
	details: { id: 7 },
};
export const repeatable: Plan = { ...once, idempotency: 'idempotent' };

export const SUCCESS = answer(200, { ok: true });

/** The answer to a read, from which the operation's reconciliation takes this result. */
export const shows = (result: CheckResult['kind'], serverTime?: number): Reply =>
	answer(200, { result }, { serverTime });

/** What the reconciliation was asked. */
interface ReconciliationCall {
	readonly method: 'reconcile' | 'diagnoseRejection';
	readonly failure: Failure;
	readonly sent?: SendTime;
	readonly evidence?: Evidence;
}

/** An operation whose reconciliation takes its result from the body that was read, and what it was asked. */
export function fakeOperation() {
	const asked: ReconciliationCall[] = [];
	const judge = (failure: Failure, body: unknown): CheckResult => {
		const kind = isRecord(body) ? body.result : undefined;
		if (kind === 'done') return { kind, json: { seen: true } };
		if (kind === 'notDone') return { kind, failure: { ...failure, details: { seen: 'notDone' } } };
		if (kind === 'pending') return { kind, failure: { ...failure, message: 'Not its turn' } };
		return { kind: 'failed', failure: { ...failure, message: `Seen: ${failure.message}` } };
	};
	const operation: Operation = {
		option: { name: 'Work', value: 'work' },
		properties: [],
		options: [],
		orderingKey: () => 'one',
		prepare: () => once,
		present: (_plan, body) => (isRecord(body) && body.ok ? { ok: true } : undefined),
		reconciliation: {
			request: () => LOOK,
			readAttempt: () => ({ action: 'read it' }),
			diagnoseRejection(_plan, failure, body) {
				asked.push({ method: 'diagnoseRejection', failure });
				return judge(failure, body);
			},
			reconcile(_plan, body, { failure, evidence }) {
				asked.push({ method: 'reconcile', failure, sent: evidence?.sent, evidence });
				return judge(failure, body);
			},
			revisionOf: (body) =>
				isRecord(body) && typeof body.revision === 'string' ? body.revision : undefined,
		},
	};
	return { operation, asked };
}

interface Run {
	readonly outcome: Outcome;
	/** `W` for each time the work was sent, `L` for each look. */
	readonly trail: string;
	readonly runContext: FakeRunContext;
	readonly asked: readonly ReconciliationCall[];
}

type RunSettings = Parameters<typeof fakeRunContext>[1] & {
	readonly unresolved?: UnresolvedRequest;
	/** For how long a request of unknown outcome may still be processed. */
	readonly atWorkMs?: number;
};

/** Performs a plan against an API that gives these replies in turn. */
export async function run(
	plan: Plan,
	replies: readonly Reply[],
	{ atWorkMs, ...options }: RunSettings = {},
): Promise<Run> {
	const runContext = fakeRunContext(replies, options);
	const { operation: known, asked } = fakeOperation();
	const reconciliation = known.reconciliation && {
		...known.reconciliation,
		...(atWorkMs !== undefined && { atWorkMs }),
	};
	const operation = { ...known, reconciliation };
	const outcome = await runContext.clock.during(
		writeOutcome(operation, { plan, runContext, unresolved: options.unresolved }),
	);
	if (runContext.sent.length < replies.length)
		throw new Error(`Only sent ${runContext.sent.length} requests`);
	return { outcome, trail: trailOf(runContext), runContext, asked };
}

export const trailOf = ({ sent }: FakeRunContext): string =>
	sent.map(({ method }) => (method === 'POST' ? 'W' : 'L')).join('');

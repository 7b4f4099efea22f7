import type { ApiRequest, Failure, Reply } from '../../../nodes/NextMatter/api/types';
import { isRecord } from '../../../nodes/NextMatter/input/isRecord';
import type {
	Evidence,
	Operation,
	Plan,
	SendTime,
	Verdict,
} from '../../../nodes/NextMatter/operations/types';
import type { Doubt, Outcome } from '../../../nodes/NextMatter/run/outcomes';
import { perform } from '../../../nodes/NextMatter/run/perform';
import { answer } from '../replies';
import { fakeMeans, type FakeMeans } from './fakeMeans';

export const WORK: ApiRequest = { method: 'POST', path: '/job/', body: { value: 1 } };
export const LOOK: ApiRequest = { method: 'GET', path: '/look/' };

export const once: Plan = {
	request: WORK,
	idempotency: 'nonIdempotent',
	action: 'do it',
	howToVerify: 'Look yourself.',
	fieldLabels: [],
	facts: { id: 7 },
};
export const repeatable: Plan = { ...once, idempotency: 'idempotent' };

export const SUCCESS = answer(200, { ok: true });

/** The answer to a look, from which the witness reads this verdict. */
export const shows = (verdict: Verdict['kind'], serverTime?: number): Reply =>
	answer(200, { verdict }, { serverTime });

interface Testimony {
	readonly about: 'settle' | 'review';
	readonly failure: Failure;
	readonly sent?: SendTime;
	readonly evidence?: Evidence;
}

/** An operation whose witness says what the body of the look tells it to, and what it was asked. */
export function fakeOperation() {
	const asked: Testimony[] = [];
	const judge = (failure: Failure, body: unknown): Verdict => {
		const kind = isRecord(body) ? body.verdict : undefined;
		if (kind === 'done') return { kind, json: { seen: true } };
		if (kind === 'open') return { kind, failure: { ...failure, facts: { seen: 'open' } } };
		if (kind === 'later') return { kind, failure: { ...failure, message: 'Not its turn' } };
		return { kind: 'failed', failure: { ...failure, message: `Seen: ${failure.message}` } };
	};
	const operation: Operation = {
		option: { name: 'Work', value: 'work' },
		properties: [],
		options: [],
		lane: () => 'one',
		prepare: () => once,
		present: (_plan, body) => (isRecord(body) && body.ok ? { ok: true } : undefined),
		witness: {
			request: () => LOOK,
			review(_plan, failure, body) {
				asked.push({ about: 'review', failure });
				return judge(failure, body);
			},
			settle(_plan, failure, body, evidence) {
				asked.push({ about: 'settle', failure, sent: evidence?.sent, evidence });
				return judge(failure, body);
			},
			stamp: (body) => (isRecord(body) && typeof body.stamp === 'string' ? body.stamp : undefined),
		},
	};
	return { operation, asked };
}

interface Run {
	readonly outcome: Outcome;
	/** `W` for each time the work was sent, `L` for each look. */
	readonly trail: string;
	readonly means: FakeMeans;
	readonly asked: readonly Testimony[];
}

type RunSettings = Parameters<typeof fakeMeans>[1] & {
	readonly doubt?: Doubt;
	/** For how long a request of unknown outcome may still be obeyed. */
	readonly atWorkMs?: number;
};

/** Performs a plan against an API that gives these replies in turn. */
export async function run(
	plan: Plan,
	replies: readonly Reply[],
	{ atWorkMs, ...options }: RunSettings = {},
): Promise<Run> {
	const means = fakeMeans(replies, options);
	const { operation: known, asked } = fakeOperation();
	const witness = known.witness && {
		...known.witness,
		...(atWorkMs !== undefined && { atWorkMs }),
	};
	const operation = { ...known, witness };
	const outcome = await means.clock.during(perform(operation, plan, means, options.doubt));
	if (means.sent.length < replies.length)
		throw new Error(`Only sent ${means.sent.length} requests`);
	return { outcome, trail: trailOf(means), means, asked };
}

export const trailOf = ({ sent }: FakeMeans): string =>
	sent.map(({ method }) => (method === 'POST' ? 'W' : 'L')).join('');

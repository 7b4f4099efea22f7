import type { Failure, Reply } from '../../../../nodes/NextMatter/api/types';
import { isRecord } from '../../../../nodes/NextMatter/input/isRecord';
import type { Evidence, Operation, Plan } from '../../../../nodes/NextMatter/operations/types';
import { judgeReply } from '../../../../nodes/NextMatter/run/writes/judgeReply';
import { openObservedStates } from '../../../../nodes/NextMatter/run/writes/observedState';
import { answer, silence, unreachable } from '../../replies';
import { START } from '../fakeClock';
import { fakeOperation, once, WORK } from '../fakeOperation';

const SENT_FOR_MS = 400;
const before = { revision: '2026-06-16T09:00:00Z', seenAt: START - 9000 };
const CHANGED = '2026-06-16T10:00:00Z';
const shown = (more: object = {}, serverTime?: number) =>
	answer(200, { ok: true, revision: CHANGED, ...more }, { serverTime });

/** Judges a reply; of the answer, `doubt` and `other` are what the operation finds in it. */
function judge(reply: Reply, { isBlind = false } = {}) {
	const { operation: known } = fakeOperation();
	const asked: Evidence[] = [];
	const contradiction = (_plan: Plan, _request: unknown, body: unknown): Failure | undefined =>
		isRecord(body) && body.other
			? { message: 'Other values', remedy: 'Look', certainty: 'rejected' }
			: undefined;
	const reconciliation = !isBlind &&
		known.reconciliation && {
			...known.reconciliation,
			reasonToDoubt(_plan: Plan, body: unknown, evidence: Evidence) {
				asked.push(evidence);
				return isRecord(body) && body.doubt ? String(body.doubt) : undefined;
			},
		};
	const operation: Operation = {
		...known,
		present: ({ request }, body) =>
			isRecord(body) && body.ok === true ? { sent: request.body } : undefined,
		contradiction,
		reconciliation: reconciliation || undefined,
	};
	const clock = { now: () => START };
	const states = openObservedStates<Plan>(before, clock);
	const judgment = judgeReply(operation, reply, {
		plan: once,
		request: { ...WORK, body: { value: 1, file: 'https://h/a.pdf' } },
		sent: { since: START - SENT_FOR_MS, before, body: { value: 1 } },
		sequence: { sent: [{ plan: { ...once } }] },
		states,
		clock,
	});
	return { judgment, asked, seen: states.newest()?.revision };
}

describe('an answer of success', () => {
	it('is presented with the request as it was sent, and shows the newest revision', () => {
		const { judgment, seen } = judge(shown());
		expect(judgment).toEqual({
			kind: 'done',
			json: { sent: { value: 1, file: 'https://h/a.pdf' } },
		});
		expect(seen).toBe(CHANGED);
	});

	it('is held against what is known of the request', () => {
		const serverTime = START + 1000;
		expect(judge(shown({}, serverTime)).asked).toEqual([
			{
				sent: { earliest: serverTime - SENT_FOR_MS, latest: serverTime + 1000 },
				sentAt: START - SENT_FOR_MS,
				newest: before.revision,
				before,
				body: { value: 1 },
				rivals: 'alike',
				forerunners: 'none',
			},
		]);
	});

	it('reports no time where the thing has changed later than that', () => {
		expect(judge(shown({}, START - 4000)).asked).toMatchObject([{ sent: undefined }]);
	});

	it('is unclear when its own body contradicts it, and then shows no revision', () => {
		const { judgment, seen } = judge(shown({ doubt: 'it shows another step' }));
		expect(judgment).toEqual({
			kind: 'unclear',
			isAnswered: true,
			failure: {
				message:
					'Next Matter reported success for the request to do it (HTTP 200), but it shows another step',
				remedy: 'It is unclear whether it was done. Look yourself.',
				certainty: 'unknown',
				statusCode: 200,
			},
		});
		expect(seen).toBe(before.revision);
	});

	it('is a failure when it shows something else than what was sent', () => {
		const failure = { message: 'Other values', remedy: 'Look', certainty: 'rejected' };
		const { judgment, seen } = judge(shown({ other: true }));
		expect(judgment).toEqual({ kind: 'failed', failure });
		expect(seen).toBe(CHANGED);
		expect(judge(shown({ other: true, doubt: 'it is odd' })).judgment).toEqual({
			kind: 'failed',
			failure,
		});
	});

	it('is believed where nothing can be read', () => {
		const { judgment, asked, seen } = judge(shown({ doubt: 'it is odd' }), { isBlind: true });
		expect(judgment).toMatchObject({ kind: 'done' });
		expect(asked).toEqual([]);
		expect(seen).toBe(before.revision);
	});
});

describe('any other reply', () => {
	it.each<[string, Reply, string, string]>([
		['a rejection', answer(400), 'rejected', 'rejected'],
		['a request that never left', unreachable(), 'rejected', 'not-sent'],
		['silence', silence, 'unclear', 'unknown'],
		['success with something else', answer(200, {}), 'unclear', 'unknown'],
		['the right body without success', answer(500, { ok: true }), 'unclear', 'unknown'],
	])('is judged by what it says: %s', (_what, reply, kind, certainty) => {
		const { judgment, asked, seen } = judge(reply);
		expect(judgment).toMatchObject({ kind, failure: { certainty } });
		expect(judgment).not.toHaveProperty('isAnswered');
		expect(asked).toEqual([]);
		expect(seen).toBe(before.revision);
	});
});

import type { Failure, Reply } from '../../../../nodes/NextMatter/api/types';
import type { Bulk, BulkKnowledge, Plan } from '../../../../nodes/NextMatter/operations/types';
import {
	openBatchItem,
	outcomeOf,
	takeRead,
	takeReply,
	type BatchItem,
} from '../../../../nodes/NextMatter/run/writes/batchItem';
import { answer, silence } from '../../replies';
import { fakeOperation, once, SUCCESS } from '../fakeOperation';

const lost: Failure = { message: 'Lost', remedy: 'Look', certainty: 'unknown' };
const SHOWN = { kind: 'shown', instance: { id: 7 } } as const;
const IN_PART =
	'It was part of a request for several instances, which may have been processed in part. Look yourself.';

const reply = (item: BatchItem<Plan>, what: Reply, { sentAt = 1000, isAlone = false } = {}) => {
	const { present } = fakeOperation().operation;
	takeReply(item, what, { present, sentAt, isAlone });
};
function look(
	item: BatchItem<Plan>,
	read: Parameters<typeof takeRead>[1],
	result: ReturnType<Bulk<Plan>['judge']> = { kind: 'notDone', failure: lost },
) {
	const asked: BulkKnowledge[] = [];
	const judge: Bulk<Plan>['judge'] = (_plan, known) => {
		asked.push(known);
		return result;
	};
	takeRead(item, read, { limit: 500, merge: () => once.request, idOf: () => 7, judge });
	return asked;
}
const certaintyOf = (item: BatchItem<Plan>) => {
	const outcome = outcomeOf(item);
	return outcome.kind === 'done' ? 'done' : outcome.failure.certainty;
};

describe('an item of which an earlier run has left something open', () => {
	const open = () => openBatchItem({ plan: once, unresolved: { failure: lost, since: 5 } });

	it('stays as it was while nothing is found out', () => {
		const item = open();
		look(item, { kind: 'unseen' });
		expect(outcomeOf(item)).toEqual({
			kind: 'failed',
			failure: { ...lost, details: { id: 7 } },
			unresolved: { failure: lost, since: 5 },
		});
	});

	it('is judged by what it was, and was not seen before', () => {
		const item = open();
		const known = { failure: lost, read: SHOWN, mayHaveSucceeded: true };
		expect(look(item, SHOWN)).toEqual([{ ...known, wasThere: false }]);
		expect(look(item, SHOWN)).toEqual([{ ...known, wasThere: true }]);
	});

	it('stays open when the key is refused afterwards', () => {
		const item = open();
		reply(item, answer(401));
		expect(outcomeOf(item)).toMatchObject({ failure: lost, unresolved: { since: 5 } });
	});
});

describe('an item of a request for several', () => {
	const open = () => openBatchItem<Plan>({ plan: once });

	it('is done with an answer of success', () => {
		const item = open();
		reply(item, SUCCESS);
		expect(outcomeOf(item)).toEqual({ kind: 'done', json: { ok: true } });
	});

	it('is rejected for what no read explains, such as a rejected key', () => {
		const item = open();
		reply(item, answer(401));
		expect(item.outcome).toMatchObject({ kind: 'failed', failure: { certainty: 'rejected' } });
		expect(item.outcome).not.toHaveProperty('unresolved');
	});

	it('may have been done by a request that was rejected, since others were part of it', () => {
		const item = open();
		reply(item, answer(400));
		expect(outcomeOf(item)).toMatchObject({
			kind: 'failed',
			failure: {
				certainty: 'unknown',
				message: 'Next Matter rejected the request to do it (HTTP 400): No.',
				remedy: expect.stringMatching(/^It was part of a request for several instances/),
			},
			unresolved: { since: 1000 },
		});
	});

	it.each<[string, boolean, Reply, 'shown' | 'gone', string]>([
		['alone in a request that was rejected', true, answer(400), 'gone', 'rejected'],
		['shown after one that was rejected', false, answer(400), 'shown', 'rejected'],
		['gone after one that was rejected', false, answer(400), 'gone', 'unknown'],
		['shown after one without an answer', false, silence, 'shown', 'unknown'],
	])('%s', (_what, isAlone, what, kind, certainty) => {
		const item = open();
		reply(item, what, { isAlone });
		look(item, kind === 'shown' ? SHOWN : { kind });
		expect(certaintyOf(item)).toBe(certainty);
	});

	it('says how to verify it, before the remedy of its failure', () => {
		const item = open();
		reply(item, answer(400));
		const before = item.failure?.remedy;
		expect(outcomeOf(item)).toMatchObject({ failure: { remedy: `${IN_PART} ${before}` } });
	});

	it('keeps the first request that may have done it, and the failure of that', () => {
		const item = open();
		reply(item, silence, { sentAt: 1000 });
		reply(item, answer(400), { sentAt: 2000 });
		const outcome = outcomeOf(item);
		expect(outcome).toMatchObject({
			failure: { message: expect.stringMatching(/^Sent, outcome unknown/) },
			unresolved: { since: 1000 },
		});
	});

	it('is explained by its last rejection while all of them are clear', () => {
		const item = open();
		reply(item, answer(400, { detail: 'First.' }));
		reply(item, answer(400, { detail: 'Last.' }), { isAlone: true });
		expect(item.failure?.apiMessages).toEqual(['Last.']);
	});

	it('is explained by the request without a clear answer that followed a rejection', () => {
		const item = open();
		reply(item, answer(400));
		reply(item, silence);
		expect(item.failure?.certainty).toBe('unknown');
	});

	it('is not judged by a read that shows nothing, nor without a request', () => {
		const item = open();
		expect(look(item, SHOWN)).toEqual([]);
		reply(item, answer(400));
		expect(look(item, { kind: 'unseen' })).toEqual([]);
		expect(look(item, SHOWN)).toMatchObject([{ mayHaveSucceeded: true, wasThere: false }]);
	});

	it('cannot have been done by a request of its own that was rejected', () => {
		const item = open();
		reply(item, answer(400), { isAlone: true });
		expect(look(item, SHOWN)).toMatchObject([{ mayHaveSucceeded: false }]);
	});

	it('is what a read says', () => {
		const done = open();
		reply(done, silence);
		look(done, SHOWN, { kind: 'done', json: { seen: true } });
		expect(outcomeOf(done)).toEqual({ kind: 'done', json: { seen: true } });
		const failed = open();
		reply(failed, silence);
		look(failed, SHOWN, { kind: 'failed', failure: { ...lost, certainty: 'rejected' } });
		expect(outcomeOf(failed)).toStrictEqual({
			kind: 'failed',
			failure: { ...lost, certainty: 'rejected', details: { id: 7 } },
		});
	});

	it('has an outcome only after a request', () => {
		expect(() => outcomeOf(open())).toThrow('Nothing is known about the request to do it');
	});
});

import { create } from '../../../../nodes/NextMatter/operations/instance/create';
import { replay } from '../../../../nodes/NextMatter/run/reads/replay';
import type { EarlierOutcome } from '../../../../nodes/NextMatter/run/completedItems';
import type { Reply } from '../../../../nodes/NextMatter/api/types';
import { answer, instance, silence, text } from '../../replies';
import { itemContextIn } from '../../itemContext';
import { fakeRunContext } from '../fakeRunContext';

const parameters: Readonly<Record<string, unknown>> = {
	workflowId: '3',
	additionalFields: {},
	simplify: true,
	options: {},
};
const plan = create.prepare((name) => parameters[name], itemContextIn('UTC'));
const json = { id: 9001, name: 'kept' };
const earlier = (more: Partial<EarlierOutcome> = {}): EarlierOutcome => ({
	outcome: { kind: 'done', json },
	at: 0,
	...more,
});

async function play(what: EarlierOutcome, replies: readonly Reply[], maximumWaitMs = 60_000) {
	const runContext = fakeRunContext(replies, { maximumWaitMs });
	// What was done is looked for although another item has failed.
	runContext.hasSiblingFailed = () => true;
	const outcome = await runContext.clock.during(
		replay(create, { plan, earlier: what, runContext }),
	);
	return { outcome, paths: runContext.sent.map(({ path }) => path) };
}

it('hands on what is kept whole, without a request', async () => {
	const { outcome, paths } = await play(earlier(), []);
	expect(outcome).toEqual({ kind: 'done', json });
	expect(paths).toEqual([]);
});

describe('of which only the gist is kept', () => {
	const brief = earlier({ needs: 'reading', isBrief: true });

	it('is read again, also after a failure to read', async () => {
		const { outcome, paths } = await play(brief, [silence, answer(200, instance)]);
		expect(outcome).toMatchObject({
			kind: 'done',
			json: { id: 9001, output_source: 'read_again' },
		});
		expect(paths).toEqual(['/instances/9001/', '/instances/9001/']);
	});

	it.each<[string, Reply]>([
		['gone', answer(404)],
		['another instance', answer(200, { ...instance, id: 9002 })],
	])('is recognized by the gist when it cannot be read: %s', async (_what, reply) => {
		const { outcome } = await play(brief, [reply], 0);
		expect(outcome).toEqual({ kind: 'done', json: { ...json, output_source: 'remembered' } });
	});
});

describe('done in the name of another key', () => {
	const other = earlier({ needs: 'proof' });

	it('counts, as it was, when this key can read it', async () => {
		expect((await play(other, [answer(200, instance)])).outcome).toEqual({ kind: 'done', json });
	});

	it.each([403, 404])('is still to be done when this key gets %d', async (status) => {
		expect((await play(other, [answer(status)])).outcome).toBeUndefined();
	});

	it.each<[string, Reply]>([
		['nothing', silence],
		['a bad key', answer(401)],
		['another instance', answer(200, { ...instance, id: 9002 })],
	])('is not sent when it gets %s', async (_what, reply) => {
		const { outcome } = await play(other, [reply], 0);
		expect(outcome).toMatchObject({ kind: 'failed', failure: { certainty: 'not-sent' } });
	});

	it('says so in plain words, after three tries to read', async () => {
		const { outcome, paths } = await play(other, [silence, silence, silence], 3_600_000);
		expect(paths).toHaveLength(3);
		expect(outcome).toMatchObject({
			failure: {
				message:
					'The request to start an instance of workflow 3 was not sent: it was done before with another API key, and the node could not find out whether in the same workspace',
				remedy:
					'The request to look for it failed without a usable response: the connection broke before the whole response arrived (ECONNRESET). Run the item again when that works, or with the previous API key.',
			},
		});
	});

	it('is not sent when something on the way answers with a page', async () => {
		const { outcome } = await play(other, [text(403, '<html>Blocked</html>')], 0);
		expect(outcome).toMatchObject({ kind: 'failed', failure: { certainty: 'not-sent' } });
	});
});

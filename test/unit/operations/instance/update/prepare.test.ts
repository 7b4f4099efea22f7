import { update } from '../../../../../nodes/NextMatter/operations/instance/update';
import { simplifyInstance } from '../../../../../nodes/NextMatter/operations/instance/simplify';
import { writeOutcome } from '../../../run/writeOutcome';
import type { Reply } from '../../../../../nodes/NextMatter/api/types';
import { answer, silence } from '../../../replies';
import { fakeRunContext } from '../../../run/fakeRunContext';
import { planFor } from '../../../planFor';
import { refusalOf } from '../../../inputErrorOf';
import { without } from '../../../without';

const planOf = (updateFields: unknown, changes: Readonly<Record<string, unknown>> = {}) =>
	planFor(update, { instanceId: 9001, updateFields, simplify: false, ...changes });

const BEFORE = {
	id: 9001,
	process: 'https://h/api/processes/120/',
	name: 'Laptops 9001',
	deadline: '2026-06-16T10:00:00Z',
	priority: 'H',
	tags: ['hardware'],
	step_assignments: [],
	active_step_ids: [5001],
	stage: 'Review',
};

/** A change that leaves the key as it is. */
const CHANGE_OTHERS: Readonly<Record<string, object>> = {
	id: { name: 'Desks' },
	process: { name: 'Desks' },
	name: { tags: ['a'] },
	deadline: { name: 'Desks' },
	priority: { name: 'Desks' },
	tags: { name: 'Desks' },
};

async function run(updateFields: unknown, replies: readonly Reply[]) {
	const runContext = fakeRunContext(replies);
	const outcome = await runContext.clock.during(
		writeOutcome(update, { plan: planOf(updateFields), runContext }),
	);
	return {
		outcome,
		sent: runContext.sent.map(({ method, path, body }) => ({ method, path, body })),
	};
}

describe('updating an instance', () => {
	it('reads it, and writes it back with the changes in it', async () => {
		const after = { ...BEFORE, name: 'Desks' };
		const { outcome, sent } = await run({ name: 'Desks' }, [
			answer(200, BEFORE),
			answer(200, after),
		]);
		expect(sent).toEqual([
			{ method: 'GET', path: '/instances/9001/', body: undefined },
			{
				method: 'PUT',
				path: '/instances/9001/',
				body: {
					process: 'https://h/api/processes/120/',
					name: 'Desks',
					deadline: '2026-06-16T10:00:00Z',
					priority: 'H',
					tags: ['hardware'],
					step_assignments: [],
				},
			},
		]);
		expect(outcome).toEqual({ kind: 'done', json: after });
	});

	it('is prepared without a request', () => {
		expect(planOf({ name: 'Desks' }, { simplify: true })).toEqual({
			instanceId: 9001,
			simplify: true,
			changes: { name: 'Desks' },
			prerequisites: [
				expect.objectContaining({
					request: { method: 'GET', path: '/instances/9001/' },
					idempotency: 'safe',
					howToVerify: '',
					fieldLabels: [],
				}),
			],
			request: { method: 'PUT', path: '/instances/9001/', body: { name: 'Desks' } },
			idempotency: 'idempotent',
			action: 'update instance 9001',
			subject: { kind: 'instance', id: 9001 },
			howToVerify: 'Check in Next Matter whether instance 9001 has been changed.',
			remedyByStatus: {
				400: 'Check the fields to update. A workflow that names its instances itself does not accept a name.',
			},
			fieldLabels: [],
			details: { instanceId: 9001 },
		});
	});

	it('keeps the items of an instance in their order', () => {
		const orderingKeyOf = (instanceId: unknown) =>
			update.orderingKey?.((name) => (name === 'instanceId' ? instanceId : undefined));
		expect(orderingKeyOf('https://h/instances/9001/')).toBe(orderingKeyOf(9001));
		expect(orderingKeyOf(9002)).not.toBe(orderingKeyOf(9001));
	});

	it('sends no step assignments where the API shows none', async () => {
		const before = without(BEFORE, 'step_assignments');
		const { sent } = await run({ priority: 'regular' }, [
			answer(200, before),
			answer(200, { ...before, priority: null }),
		]);
		expect(sent[1].body).not.toHaveProperty('step_assignments');
	});

	it('sends nothing when the instance is read without one of the keys it would write back', async () => {
		const ended = Object.entries(CHANGE_OTHERS).map(async ([key, changes]) => {
			const { outcome, sent } = await run(changes, [answer(200, without(BEFORE, key))]);
			expect(outcome).toMatchObject({
				failure: { certainty: 'rejected', message: expect.stringContaining('the whole instance') },
			});
			return [key, ...sent.map(({ method }) => method)];
		});
		expect(await Promise.all(ended)).toEqual(Object.keys(CHANGE_OTHERS).map((key) => [key, 'GET']));
	});

	it('sends nothing when the instance is read with no workflow', async () => {
		const before = { ...BEFORE, process: null };
		const { sent } = await run({ name: 'Desks' }, [answer(200, before)]);
		expect(sent.map(({ method }) => method)).toEqual(['GET']);
	});

	it('needs no value that it is to change anyway', async () => {
		const part = without(BEFORE, 'tags');
		const { outcome } = await run({ tags: ['a'] }, [
			answer(200, part),
			answer(200, { ...BEFORE, tags: ['a'] }),
		]);
		expect(outcome.kind).toBe('done');
	});

	it.each([
		[{ removeDeadline: true }, { deadline: null }],
		[{ tags: [] }, { tags: [] }],
		// What a model has left out.
		[{ name: null, priority: 'high' }, { priority: 'H' }],
		[{ deadline: '2026-07-01', removeDeadline: false }, { deadline: '2026-06-30T22:00:00Z' }],
	])('makes of %j %j', (fields, changes) => {
		expect(planOf(fields).changes).toEqual(changes);
	});

	it.each([
		[undefined, "'Update Fields' contains nothing to change"],
		[{}, "'Update Fields' contains nothing to change"],
		[{ name: '' }, "'Name' in 'Update Fields' is empty"],
		[{ name: ' ', priority: 'high' }, "'Name' in 'Update Fields' is empty"],
		[
			{ removeDeadline: true, deadline: '2026-07-01' },
			"'Update Fields' both sets and removes the deadline",
		],
		[
			{ removeDeadline: 'perhaps' },
			'\'Remove Deadline\' is "perhaps", which is not one of its values',
		],
	])('refuses %j', (fields, message) => {
		const refusal = refusalOf(() => planOf(fields));
		expect(refusal.message).toBe(message);
		expect(refusal.remedy).not.toBe('');
	});

	it.each<[string, unknown, string]>([
		['instanceId', '', 'The ID of the instance is missing'],
		['simplify', 'maybe', '\'Simplify\' is "maybe", which is not one of its values'],
	])('refuses the %s %j', (name, value, message) => {
		expect(refusalOf(() => planOf({ name: 'A' }, { [name]: value })).message).toBe(message);
	});

	it('puts out the instance as it is now, simplified if that is wanted', () => {
		expect(update.present(planOf({ name: 'A' }), BEFORE)).toBe(BEFORE);
		const plan = planOf({ name: 'A' }, { simplify: true });
		expect(update.present(plan, BEFORE)).toEqual(simplifyInstance(BEFORE));
		for (const body of [undefined, '', {}, { ...BEFORE, id: 9002 }]) {
			expect(update.present(plan, body)).toBeUndefined();
		}
	});

	it('leaves out a name that the workflow itself has given, if that is refused', async () => {
		const refused = answer(400, { name: ['This workflow names its instances itself.'] });
		const { outcome, sent } = await run({ tags: ['a'] }, [
			answer(200, BEFORE),
			refused,
			answer(200, BEFORE),
			answer(200, { ...BEFORE, tags: ['a'] }),
		]);
		expect(outcome.kind).toBe('done');
		expect(sent[1].body).toHaveProperty('name', 'Laptops 9001');
		expect(sent[3].body).toEqual({ ...sent[1].body, name: undefined });
		expect(sent[3].body).not.toHaveProperty('name');
	});

	it('does not leave out a name that the user set', async () => {
		const refused = answer(400, { name: ['This workflow names its instances itself.'] });
		const { outcome } = await run({ name: 'Desks' }, [answer(200, BEFORE), refused]);
		expect(outcome).toMatchObject({ failure: { certainty: 'rejected', statusCode: 400 } });
	});

	it.each([
		[400, { detail: 'Name: already taken.' }],
		[400, { tags: [{ name: ['No.'] }] }],
		[400, { name: [] }],
	])('does not try again without the name after %i %j', async (status, body) => {
		const { outcome } = await run({ tags: ['a'] }, [answer(200, BEFORE), answer(status, body)]);
		expect(outcome.kind).toBe('failed');
	});

	it.each<[string, Reply]>([
		['another status', answer(403, { name: ['No.'] })],
		['one of HTTP 400 about the name, though none was sent', answer(400, { name: ['No.'] })],
	])('does not ask again in other words after %s', (what, reply) => {
		const plan = planOf({ tags: ['a'] });
		const sent = what.endsWith('none was sent') ? { tags: ['a'] } : { name: 'Desks', tags: ['a'] };
		expect(update.retryWith?.(plan, { ...plan.request, body: sent }, reply)).toBeUndefined();
	});

	it('leaves out the name only once', async () => {
		const refused = answer(400, { name: ['No.'] });
		const { outcome } = await run({ tags: ['a'] }, [
			answer(200, BEFORE),
			refused,
			answer(200, BEFORE),
			refused,
		]);
		expect(outcome).toMatchObject({ kind: 'failed', failure: { statusCode: 400 } });
	});

	it('reads again before it writes again, so that nothing newer is written back', async () => {
		const tagged = { ...BEFORE, tags: ['hardware', 'urgent'] };
		const { outcome, sent } = await run({ name: 'Desks' }, [
			answer(200, BEFORE),
			silence,
			answer(200, tagged),
			answer(200, { ...tagged, name: 'Desks' }),
		]);
		expect(outcome.kind).toBe('done');
		expect(sent.map(({ method }) => method)).toEqual(['GET', 'PUT', 'GET', 'PUT']);
		expect(sent[3].body).toHaveProperty('tags', ['hardware', 'urgent']);
	});

	it('does not know what became of it when it cannot be read again', async () => {
		const replies = [answer(200, BEFORE), silence, answer(404)];
		const { outcome } = await run({ name: 'Desks' }, replies);
		expect(outcome).toMatchObject({ failure: { certainty: 'unknown' } });
	});
});

describe('what comes before an update', () => {
	it('leaves everything as it is when it keeps failing', async () => {
		const { outcome, sent } = await run({ name: 'Desks' }, [silence, silence, silence]);
		expect(sent.every(({ method }) => method === 'GET')).toBe(true);
		expect(outcome).toMatchObject({
			failure: {
				certainty: 'rejected',
				message: expect.stringContaining('read instance 9001 before updating it'),
				remedy: 'Nothing was changed. Try again later',
				details: { instanceId: 9001 },
			},
		});
	});

	it.each([
		[answer(404), 'Instance 9001 was not found'],
		[answer(200, { id: 1 }), 'expected the whole instance'],
	])('ends the item when it shows no instance: %j', async (reply, message) => {
		const { outcome, sent } = await run({ name: 'Desks' }, [reply]);
		expect(sent).toHaveLength(1);
		expect(outcome).toMatchObject({
			failure: { certainty: 'rejected', message: expect.stringContaining(message) },
		});
	});
});

it('an answer that shows nothing of what was changed is no success', () => {
	const plan = planOf({ name: 'Desks', removeDeadline: true });
	expect(update.present(plan, { id: 9001, detail: 'Internal error' })).toBeUndefined();
	expect(update.present(plan, { process: BEFORE.process })).toBeUndefined();
	expect(update.present(plan, { id: 9001, deadline: null })).toEqual({ id: 9001, deadline: null });
});

import { update } from '../../../../../nodes/NextMatter/operations/instance/update';
import { contradictionIn } from '../../../../../nodes/NextMatter/operations/instance/update/contradiction';
import { planFor } from '../../../planFor';
import { without } from '../../../without';

const SENT = {
	process: 'https://h/api/processes/120/',
	name: 'Desks',
	deadline: '2026-06-16T10:00:00Z',
	priority: 'H',
	tags: ['hardware', 'urgent'],
};
const plan = planFor(update, {
	instanceId: 9001,
	updateFields: { name: 'Desks' },
	simplify: false,
});
const found = (shown: unknown, sent: object = SENT) =>
	contradictionIn(plan, { ...plan.request, body: { ...sent } }, shown);

describe('the answer to an update', () => {
	it.each<[string, unknown]>([
		['the same', SENT],
		['tags in another order', { ...SENT, tags: ['urgent', 'hardware'] }],
		['tags as one text', { ...SENT, tags: 'hardware, urgent' }],
		['the deadline in another zone', { ...SENT, deadline: '2026-06-16T12:00:00.000+02:00' }],
		// In any time zone of n8n: see "Times without a zone" in certainty.md.
		['the deadline without a zone', { ...SENT, deadline: '2026-06-16T10:00:00' }],
		['the deadline in seconds', { ...SENT, deadline: Date.UTC(2026, 5, 16, 10) / 1000 }],
		[
			'the workflow by a host with a number',
			{ ...SENT, process: 'https://h2:8080/processes/120/' },
		],
		['the workflow by another host', { ...SENT, process: 'http://gateway/x/processes/120' }],
		['the name without spaces around it', { ...SENT, name: ' Desks ' }],
		['only a part', { id: 9001, process: SENT.process }],
		['nothing', null],
	])('contradicts nothing when it shows %s', (_what, shown) => {
		expect(found(shown)).toBeUndefined();
	});

	it.each<[object, string]>([
		[{ tags: [] }, '\'Tags\' is [], but should have stayed ["hardware","urgent"]'],
		[{ deadline: null }, '\'Deadline\' is null, but should have stayed "2026-06-16T10:00:00Z"'],
		[{ deadline: '2026-06-17' }, '\'Deadline\' is "2026-06-17", but should have stayed'],
		[{ deadline: 'soon' }, '\'Deadline\' is "soon", but should have stayed'],
		[
			{ deadline: '2026-06-16T10:01:00Z' },
			'\'Deadline\' is "2026-06-16T10:01:00Z", but should have stayed',
		],
		[{ process: 'https://h/api/processes/130/' }, '\'Workflow\' is "https://h/api/processes/130/"'],
	])('is reported with both values when it shows %j', (difference, words) => {
		expect(found({ ...SENT, ...difference })).toMatchObject({
			message: expect.stringContaining(words),
			remedy: expect.stringContaining('whether instance 9001'),
			certainty: 'unknown',
			details: { instanceId: 9001, sent: SENT, shown: { ...SENT, ...difference } },
		});
	});

	it('takes letters in another form of Unicode for the same', () => {
		const [composed, apart] = ['Caf\u00e9', 'Cafe\u0301'];
		const sent = { name: apart, tags: [apart] };
		expect(found({ name: composed, tags: [composed] }, sent)).toBeUndefined();
	});

	it('compares nothing where nothing was sent', () => {
		expect(contradictionIn(plan, { method: 'PUT', path: '/' }, SENT)).toBeUndefined();
	});

	it('compares what has no number, no tags and no time by what it is', () => {
		const bare = { process: 'x', name: null, tags: null, deadline: '' };
		expect(found({ process: 'x', name: '', tags: [], deadline: null }, bare)).toBeUndefined();
		expect(found({ process: 'y', tags: ['a'], deadline: '2026-06-16' }, bare)?.message).toMatch(
			/'Workflow' is "y".*'Deadline' is "2026-06-16".*'Tags' is \["a"\]/,
		);
	});

	it('takes no tags in other words for none', () => {
		expect(found({ tags: '' }, { tags: [] })).toBeUndefined();
		expect(found({ tags: 'urgent, ' }, { tags: ['urgent'] })).toBeUndefined();
	});

	it('takes a deadline that is no time for what it says', () => {
		expect(found({ deadline: 'soon' }, { deadline: 'soon' })).toBeUndefined();
		expect(found({ deadline: '2026-06-16' }, { deadline: 'soon' })?.message).toMatch(/'Deadline'/);
	});

	it('is reported in one sentence, with all that is shown and nothing else', () => {
		const failure = found({ id: 9001, name: 'Laptops', priority: null });
		expect(failure?.message).toBe(
			'Next Matter updated instance 9001, but not as asked: \'Name\' is "Laptops", but was set to "Desks"; \'Priority\' is null, but should have stayed "H"',
		);
		expect(failure?.remedy).toBe(
			'Check in Next Matter whether instance 9001 has been changed. Someone else may have changed it at the same time, or Next Matter does not accept the value.',
		);
		expect(failure?.details).toStrictEqual({
			instanceId: 9001,
			sent: SENT,
			shown: { name: 'Laptops', priority: null },
		});
	});

	it('says nothing of a name that was left out, nor of no priority in other words', () => {
		const sent = without({ ...SENT, priority: null }, 'name');
		expect(found({ ...SENT, name: 'Purchase 7', priority: '' }, sent)).toBeUndefined();
	});
});

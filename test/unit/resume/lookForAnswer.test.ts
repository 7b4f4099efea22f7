import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';
import type { Review } from '../../../nodes/NextMatter/operations/instance/sendAndWait/review';
import { lookForAnswer } from '../../../nodes/NextMatter/resume/lookForAnswer';
import { fakeContext } from '../run/fakeContext';

const REVIEW: Review = {
	workflowId: 1,
	approval: { decisionFieldId: 11, approvedOption: 'Approve' },
	answerStepId: 2,
	resumeUrlFieldId: 10,
};
/** An instance whose answer step is completed, but which does not show the decision. */
const HIDING: IDataObject = {
	id: 7,
	active_step_ids: [],
	completed_time: '2026-11-27T10:00:00Z',
	process_snapshot: { steps: [{ id: 2, completed_time: '2026-11-27T10:00:00Z', actions: [] }] },
};

/** What is found in a server that shows this instance, and answers so when asked for the form field. */
async function look(field: { status?: number; body: unknown }, review = REVIEW) {
	const { context, calls } = fakeContext({
		respond: ({ url }) =>
			String(url).includes('/processes/')
				? { statusCode: field.status ?? 200, headers: {}, body: JSON.stringify(field.body) }
				: { statusCode: 200, headers: {}, body: JSON.stringify(HIDING) },
	});
	const found = await lookForAnswer(context as unknown as IWebhookFunctions, review, 7);
	const urls = calls.map(([, , request]) => String((request as IDataObject).url));
	return { found, urls };
}
const unseen = {
	kind: 'rejected',
	status: 502,
	error: 'Form field 11 was not found in instance 7',
	hint: expect.stringContaining("'Decision Field'"),
};

describe('a decision that the instance does not show', () => {
	const entryWith = (value: unknown) => ({ results: [{ instance_id: 7, value }] });

	it.each<[unknown, object]>([
		[{ radioItemSelected: 'Approve' }, { approved: true, decision: 'Approve' }],
		[{ radioItemSelected: 'Decline' }, { approved: false, decision: 'Decline' }],
		[null, { approved: false, outcome: 'unanswered' }],
	])('is read from the form field itself: %j', async (value, data) => {
		const { found, urls } = await look({ body: entryWith(value) });
		expect(found).toMatchObject({ kind: 'answered', data: { ...data, instance_id: 7 } });
		expect(urls).toHaveLength(2);
	});

	it('is not found where the form field has no entry for the instance', async () => {
		const others = { results: [{ instance_id: 8, value: { radioItemSelected: 'Approve' } }] };
		expect((await look({ body: others })).found).toEqual(unseen);
	});

	it('is not found where nobody knows the step, so nothing more is asked for', async () => {
		const review = { ...REVIEW, answerStepId: undefined };
		const { found, urls } = await look({ body: entryWith(null) }, review);
		expect(found).toEqual(unseen);
		expect(urls).toHaveLength(1);
	});

	it('is not found where the form field cannot be read', async () => {
		const { found } = await look({ status: 404, body: { detail: 'Not found.' } });
		expect(found).toMatchObject({
			kind: 'rejected',
			status: 404,
			error: expect.stringContaining('read form field 11 of instance 7'),
		});
	});
});

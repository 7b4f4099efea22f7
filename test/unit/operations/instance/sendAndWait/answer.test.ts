import type { IDataObject } from 'n8n-workflow';
import {
	noAnswerInTime,
	readAnswer,
} from '../../../../../nodes/NextMatter/operations/instance/sendAndWait/answer';
import { without } from '../../../without';
import type { Review } from '../../../../../nodes/NextMatter/operations/instance/sendAndWait/review';

const approval = { decisionFieldId: 11, approvedOption: 'Approve' };
const REVIEW: Review = { workflowId: 1, approval, answerStepId: 2, resumeUrlFieldId: 10 };
const DONE = '2026-11-27T10:00:00Z';

interface Shown {
	readonly decision?: IDataObject[string];
	readonly comment?: string;
	readonly completed?: string | null;
	readonly active?: number[];
	readonly rest?: IDataObject;
}

/** An instance whose second step holds the decision. */
function instance({ decision, comment, completed = DONE, active = [3], rest }: Shown): IDataObject {
	const field = (id: number, name: string, value: IDataObject[string]) => ({ id, name, value });
	return {
		id: 7,
		active_step_ids: active,
		process_snapshot: {
			steps: [
				{ id: 1, name: 'Ask', actions: [field(10, 'URL', { inputValue: 'https://n8n/x' })] },
				{
					id: 2,
					name: 'Decide',
					...(completed !== undefined && { completed_time: completed }),
					actions: [
						...(decision === undefined ? [] : [field(11, 'Decision', decision)]),
						field(12, 'Comment', { inputValue: comment ?? '' }),
					],
				},
			],
		},
		...rest,
	};
}

const read = (shown: Shown, review: Review = REVIEW, found?: Map<number, IDataObject[string]>) =>
	readAnswer(review, { instanceId: 7, instance: instance(shown), ...(found && { found }) });
const radio = (option: string) => ({ radioItemSelected: option });

it.each([
	['Approve', 'Approve\u200b'],
	['Yes, approve', 'Yes, \u00a0approve'],
	['Geprüft', 'Gepru\u0308ft'],
])('the option %j is the approved one if it is written %j', (chosen, approvedOption) => {
	const review = { ...REVIEW, approval: { ...approval, approvedOption } };
	const answer = read({ decision: radio(chosen) }, review);
	expect(answer).toMatchObject({ data: { outcome: 'approved', approved: true } });
});

it.each<[string, IDataObject[string], string, boolean]>([
	['a radio', radio('Approve'), 'approved', true],
	['a dropdown', { itemSelected: 'Approve' }, 'approved', true],
	[
		'the only one of several, beside an empty one',
		{ itemsSelected: ['', 'Approve'] },
		'approved',
		true,
	],
	['one of several', { itemsSelected: ['Approve', 'Decline'] }, 'declined', false],
	['none of several', { itemsSelected: [] }, 'unanswered', false],
	['another option', radio('Decline'), 'declined', false],
	['another spelling', radio('approve'), 'declined', false],
	['the same letters as other words', radio('App rove'), 'declined', false],
	['nothing', radio(''), 'unanswered', false],
	['blanks', radio('  '), 'unanswered', false],
	['a number', { numberValue: 5, formattedValue: '' }, 'declined', false],
	[
		'a routing whose button has no label',
		{ action: 'Approve', comment: '', returnToStep: '-1' },
		'approved',
		true,
	],
	[
		'the button of a routing',
		{ action: 'complete', label: 'Approve', comment: '', returnToStep: '-1' },
		'approved',
		true,
	],
])('%s is read as it is meant', (_name, decision, outcome, approved) => {
	expect(read({ decision })).toMatchObject({ kind: 'answered', data: { outcome, approved } });
});

it('puts out all that was chosen, so that one can see why it is no yes', () => {
	const decision = { itemsSelected: ['Approve', 'Decline'] };
	expect(read({ decision })).toMatchObject({ data: { decision: 'Approve, Decline' } });
});

it('takes the comment of a routing, or that of the form field that is chosen', () => {
	const decision = { action: 'complete', label: 'No', comment: 'By button', returnToStep: '-1' };
	expect(read({ decision })).toMatchObject({ data: { comment: 'By button' } });
	const review = { ...REVIEW, approval: { ...approval, commentFieldId: 12 } };
	expect(read({ decision, comment: 'By field' }, review)).toMatchObject({
		data: { comment: 'By field' },
	});
});

it('leaves the URL out of the values, and tells when the step was completed', () => {
	expect(read({ decision: radio('Approve') })).toMatchObject({
		data: {
			answered_time: '2026-11-27T10:00:00.000Z',
			fields: { Decision: 'Approve', Comment: null },
		},
	});
	expect(JSON.stringify(read({ decision: radio('Approve') }))).not.toContain('https://n8n');
});

it.each<[string, Shown, Review]>([
	['the step is active', { decision: radio('Approve'), active: [2] }, REVIEW],
	['it is open', { decision: radio('Approve'), completed: null }, REVIEW],
	[
		'the instance has not ended',
		{ decision: radio('Approve') },
		{ workflowId: 1, approval, resumeUrlFieldId: 10 },
	],
	['it is no step of the workflow', { decision: radio('Approve') }, { ...REVIEW, answerStepId: 9 }],
])('is no answer when %s', (_name, shown, review) => {
	const message =
		review.answerStepId === undefined
			? 'Instance 7 has not ended yet'
			: `Step ${review.answerStepId} of instance 7 is not completed yet`;
	expect(read(shown, review)).toEqual({ kind: 'notYet', message });
});

it.each<[IDataObject, IDataObject]>([
	[
		{ completed_time: DONE, name: 'Laptops' },
		{ answered_time: DONE, instance_name: 'Laptops', instance_status: 'completed' },
	],
	[
		{ aborted_time: DONE },
		{ answered_time: DONE, instance_name: null, instance_status: 'aborted' },
	],
])('of an instance that has ended tells when, and which it was: %j', (rest, expected) => {
	const review = { workflowId: 1, approval, resumeUrlFieldId: 10 };
	const answer = read({ decision: radio('Approve'), rest }, review);
	expect(answer).toMatchObject({ kind: 'answered', data: { instance_id: 7, ...expected } });
});

it('reports no time where the step shows none', () => {
	const shown = instance({ decision: radio('Approve') });
	const { steps } = shown.process_snapshot as { steps: IDataObject[] };
	steps[1].completed_time = true;
	expect(readAnswer(REVIEW, { instanceId: 7, instance: shown })).toMatchObject({
		kind: 'answered',
		data: { answered_time: null },
	});
});

describe('an instance that does not show whether its steps are completed', () => {
	const unknown = (values: IDataObject[string] | undefined, found?: Map<number, string | null>) => {
		const shown = instance({ decision: values });
		const { steps } = shown.process_snapshot as { steps: IDataObject[] };
		delete steps[1].completed_time;
		return readAnswer(REVIEW, { instanceId: 7, instance: shown, ...(found && { found }) });
	};

	it('is answered if the decision is there', () => {
		expect(unknown(radio('Approve'))).toMatchObject({ kind: 'answered' });
		expect(unknown(radio(''))).toMatchObject({ kind: 'notYet' });
	});

	it('without an approval, is answered if anything was entered in its step', () => {
		const plain: Review = { workflowId: 1, answerStepId: 2, resumeUrlFieldId: 10 };
		const readPlain = (entered: string) => {
			const shown = without(instance({ comment: entered }), 'active_step_ids');
			const { steps } = shown.process_snapshot as { steps: IDataObject[] };
			delete steps[1].completed_time;
			return readAnswer(plain, { instanceId: 7, instance: shown as IDataObject });
		};
		expect(readPlain('Fine')).toMatchObject({
			kind: 'answered',
			data: { outcome: 'answered', fields: { Comment: 'Fine' } },
		});
		expect(readPlain('')).toMatchObject({ kind: 'notYet' });
	});

	it('is read in another way if it does not show the decision either', () => {
		expect(unknown(undefined)).toEqual({ kind: 'hidden', fieldId: 11 });
		expect(unknown(undefined, new Map([[11, 'Approve']]))).toMatchObject({
			data: { approved: true },
		});
		expect(unknown(undefined, new Map([[11, null]]))).toMatchObject({ kind: 'notYet' });
		expect(unknown(undefined, new Map([[11, '']]))).toMatchObject({ kind: 'notYet' });
	});
});

it('of a stopped instance is that it was stopped, whatever was chosen', () => {
	const rest = { aborted_time: DONE };
	expect(read({ decision: radio('Approve'), rest })).toMatchObject({
		data: { approved: false, outcome: 'stopped', instance_status: 'aborted' },
	});
});

it('without an approval has none', () => {
	const review = { workflowId: 1, answerStepId: 2, resumeUrlFieldId: 10 };
	expect(read({}, review)).toMatchObject({ kind: 'answered', data: { outcome: 'answered' } });
	expect(noAnswerInTime(REVIEW, 7)).toMatchObject({ approved: false });
	expect(noAnswerInTime(review, 7)).toEqual({ outcome: 'timed_out', instance_id: 7 });
});

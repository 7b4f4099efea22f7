import type { IDataObject } from 'n8n-workflow';
import { withFeedback } from '../../../../../nodes/NextMatter/operations/instance/sendAndWait/agentFeedback';
import { noAnswerInTime } from '../../../../../nodes/NextMatter/operations/instance/sendAndWait/answer';

const REVIEW = {
	workflowId: 1,
	approval: { decisionFieldId: 11, approvedOption: 'Approve' },
	resumeUrlFieldId: 10,
};

it.each<[IDataObject, string | undefined]>([
	[{ outcome: 'approved', comment: 'Fine' }, undefined],
	[{ outcome: 'declined', comment: 'Too dear' }, 'Too dear'],
	[{ outcome: 'declined', comment: null }, undefined],
	[{ outcome: 'declined', comment: ['Too dear'] }, undefined],
	[
		{ outcome: 'stopped', instance_id: 7 },
		'Not approved: instance 7 was stopped in Next Matter before anybody decided',
	],
	[noAnswerInTime(REVIEW, 7), 'Not approved: nobody decided in time in Next Matter (instance 7)'],
	[
		{ outcome: 'unanswered', instance_id: 7 },
		'Not approved: instance 7 went on in Next Matter without a decision',
	],
])('an agent is told after %j', (data, expected) => {
	expect(withFeedback(data).chatInput).toBe(expected);
});

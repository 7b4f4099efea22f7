import type { IDataObject } from 'n8n-workflow';
import { withFeedback } from '../../../../../nodes/NextMatter/operations/instance/sendAndWait/agentFeedback';
import { noAnswerInTime } from '../../../../../nodes/NextMatter/operations/instance/sendAndWait/answer';

const REVIEW = {
	workflowId: 1,
	approval: { decisionFieldId: 11, approvedOption: 'Approve' },
	resumeUrlFieldId: 10,
};

it.each<[IDataObject, RegExp | undefined]>([
	[{ outcome: 'approved', comment: 'Fine' }, undefined],
	[{ outcome: 'declined', comment: 'Too dear' }, /^Too dear$/],
	[{ outcome: 'declined', comment: null }, undefined],
	[{ outcome: 'declined', comment: '' }, undefined],
	[{ outcome: 'declined', comment: ['Too dear'] }, undefined],
	[{ outcome: 'stopped', instance_id: 7 }, /instance 7 was stopped/],
	[noAnswerInTime(REVIEW, 7), /nobody decided in time.*7/],
	[{ outcome: 'unanswered', instance_id: 7 }, /without a decision/],
])('an agent is told after %j', (data, expected) => {
	const { chatInput } = withFeedback(data);
	expect(chatInput).toEqual(expected === undefined ? undefined : expect.stringMatching(expected));
});

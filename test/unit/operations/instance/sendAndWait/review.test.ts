import { sendAndWaitDescription } from '../../../../../nodes/NextMatter/operations/instance/sendAndWait/description';
import {
	readReview,
	refuseExpressions,
} from '../../../../../nodes/NextMatter/operations/instance/sendAndWait/review';
import { refusalOf } from '../../../inputErrorOf';

const PARAMETERS: Readonly<Record<string, unknown>> = {
	workflowId: 120,
	responseType: 'approval',
	decisionField: 'radio:31',
	approvedOption: ' Approve ',
	commentField: { __rl: true, mode: 'list', value: '' },
	resumeWhen: 'instanceEnded',
	resumeUrlField: 'text:41',
};
const review = (changes: Readonly<Record<string, unknown>> = {}) => {
	const parameters = { ...PARAMETERS, ...changes };
	return readReview((name) => parameters[name]);
};
const approval = { decisionFieldId: 31, approvedOption: 'Approve' };

describe('how an answer is read', () => {
	it.each<[string, object, object]>([
		['an approval at the end', {}, { approval }],
		[
			'an approval with a comment',
			{ commentField: 'text:32' },
			{ approval: { ...approval, commentFieldId: 32 } },
		],
		[
			'an approval in a step',
			{ resumeWhen: 'stepCompleted', answerStepId: '5002' },
			{ approval, answerStepId: 5002 },
		],
		[
			'values as they are, whatever was chosen for an approval before',
			{ responseType: 'formFieldValues', decisionField: 'broken', answerStepId: 'broken' },
			{},
		],
	])('is known for %s', (_what, changes, expected) => {
		expect(review({ ...changes })).toStrictEqual({
			workflowId: 120,
			resumeUrlFieldId: 41,
			...expected,
		});
	});

	it('takes the URLs of the workflow and of the step', () => {
		const answerStepId = 'https://h/instances/9001/steps/5002';
		const workflowId = 'https://h/processes/120/';
		expect(review({ workflowId, resumeWhen: 'stepCompleted', answerStepId })).toMatchObject({
			workflowId: 120,
			answerStepId: 5002,
		});
	});

	it.each<[string, unknown, string]>([
		['responseType', 'x', '\'Response Type\' is "x", which is not one of its values'],
		['resumeWhen', 'x', '\'Resume When\' is "x", which is not one of its values'],
		['decisionField', '', 'The ID of the decision field is missing'],
		['approvedOption', ' ', "'Approved Option' is empty"],
		['commentField', 'Note', '"Note" is not the ID of a comment field'],
		['resumeUrlField', '', 'The ID of the resume URL field is missing'],
		[
			'resumeUrlField',
			'https://h/instances/9001/',
			'The URL "https://h/instances/9001/" belongs to instance 9001, not to a form field',
		],
	])('is refused for the %s %j', (name, value, message) => {
		expect(refusalOf(() => review({ [name]: value })).message).toBe(message);
	});

	it('needs the step in which people answer', () => {
		expect(refusalOf(() => review({ resumeWhen: 'stepCompleted' })).message).toBe(
			'The ID of the answer step is missing',
		);
	});
});

describe('what is read again when the answer comes', () => {
	const NAMES = [
		'workflowId',
		'resumeUrlField',
		'responseType',
		'decisionField',
		'approvedOption',
		'commentField',
		'resumeWhen',
		'answerStepId',
	];
	const { properties } = sendAndWaitDescription;
	const labels = NAMES.map((name) => properties.find((one) => one.name === name)?.displayName);

	it.each([['={{ 1 }}'], [{ __rl: true, mode: 'id', value: '={{ 1 }}' }]])(
		'is none of it an expression: %j',
		(saved) => {
			const told = NAMES.map((name) => {
				const { message, remedy } = refusalOf(() => refuseExpressions({ [name]: saved }));
				return `${message}. ${remedy}`;
			});
			expect(told).toEqual(
				labels.map(
					(label) =>
						`'${label}' is an expression, but it is read again when the answer comes, without the data of this item. Enter '${label}' as a fixed value`,
				),
			);
		},
	);

	it('may be anything else, as may be what is read only once', () => {
		const saved = { decisionField: 'radio:31', workflowId: 120, message: '={{ $json.text }}' };
		expect(() => refuseExpressions(saved)).not.toThrow();
	});
});

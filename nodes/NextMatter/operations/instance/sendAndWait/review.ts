import type { IDataObject } from 'n8n-workflow';
import { readChoice } from '../../../input/choices';
import { locatedValue, readId } from '../../../input/ids';
import { isMissing, InputError } from '../../../input/inputError';
import { readRequiredText } from '../../../input/texts';
import { splitTypedId } from '../../../formFields/typedIds';
import type { ParameterReader } from '../../types';

/** What people are asked, and when their answer counts. */
export interface Review {
	readonly workflowId: number;
	/** Undefined where any answer counts, and the form field values are wanted as they are. */
	readonly approval?: Approval;
	/** The step in which people answer; undefined to wait until the instance has ended. */
	readonly answerStepId?: number;
	/** What nobody has entered, so that it is no part of the answer. */
	readonly resumeUrlFieldId: number;
}

export interface Approval {
	readonly decisionFieldId: number;
	readonly approvedOption: string;
	readonly commentFieldId?: number;
}

/** Reads how the answer is to be read: before the execution sleeps, and when a call comes. @throws InputError */
export function readReview(parameter: ParameterReader): Review {
	const type = readChoice('Response Type', parameter('responseType'), [
		'approval',
		'formFieldValues',
	]);
	const when = readChoice('Resume When', parameter('resumeWhen'), [
		'instanceEnded',
		'stepCompleted',
	]);
	return {
		workflowId: readId('workflow', parameter('workflowId')),
		...(type === 'approval' && { approval: readApproval(parameter) }),
		...(when === 'stepCompleted' && {
			answerStepId: readId('step', parameter('answerStepId'), 'answer step'),
		}),
		resumeUrlFieldId: readFieldId('resume URL field', parameter('resumeUrlField')),
	};
}

function readApproval(parameter: ParameterReader): Approval {
	const comment = parameter('commentField');
	return {
		decisionFieldId: readFieldId('decision field', parameter('decisionField')),
		approvedOption: readRequiredText('Approved Option', parameter('approvedOption')).trim(),
		...(!isMissing(locatedValue(comment)) && {
			commentFieldId: readFieldId('comment field', comment),
		}),
	};
}

function readFieldId(name: string, value: unknown): number {
	return readId('form field', splitTypedId(value).id, name);
}

/** By their display names. */
const READ_LATER = {
	workflowId: 'Workflow',
	resumeUrlField: 'Resume URL Field',
	responseType: 'Response Type',
	decisionField: 'Decision Field',
	approvedOption: 'Approved Option',
	commentField: 'Comment Field',
	resumeWhen: 'Resume When',
	answerStepId: 'Answer Step',
} as const;

/**
 * When the answer comes, the data that an expression refers to is gone. What it returned before would
 * have to be kept where people could change it.
 *
 * @param saved the parameters as they are saved
 * @throws InputError
 */
export function refuseExpressions(saved: IDataObject): void {
	for (const [name, label] of Object.entries(READ_LATER)) {
		const value = locatedValue(saved[name]);
		if (typeof value !== 'string' || !value.startsWith('=')) continue;
		throw new InputError(
			`'${label}' is an expression, but it is read again when the answer comes, without the data of this item`,
			`Enter '${label}' as a fixed value`,
		);
	}
}

import type { IDataObject } from 'n8n-workflow';
import type { ProbeClient } from './client';

/** What the questions are asked about. */
export interface Subject {
	readonly workflowId?: number;
	readonly instanceId?: number;
	/** The instance as it is read without anything asked for. */
	readonly instance?: IDataObject;
	/** With `inject_values` and with `steps_time_frame`. */
	readonly withValues?: IDataObject;
	readonly withTimes?: IDataObject;
	/** A step with a form field, as far as any is recognized. */
	readonly stepId?: number;
	readonly fieldId?: number;
}

export interface Finding {
	/** `open`: it could not be asked, or the answer tells nothing. */
	readonly verdict: 'as assumed' | 'different' | 'open';
	/** Without anything that somebody typed. */
	readonly found: string;
}

export interface ProbeQuestion {
	readonly id: string;
	readonly question: string;
	readonly assumed: string;
	/** Names in the code to look at if the answer is another one. */
	readonly touches: readonly string[];
	/** Sends something that could change something. */
	readonly writes?: true;
	ask(client: ProbeClient, subject: Subject): Promise<Finding> | Finding;
}

export interface Answered extends Pick<ProbeQuestion, 'id' | 'question' | 'assumed'>, Finding {
	/** Each name with the file that declares it. */
	readonly touches: readonly string[];
}

/** Names of what is imported, so that the compiler notices when one of them is called otherwise. */
export function namesOf(imported: Readonly<Record<string, unknown>>): string[] {
	return Object.keys(imported);
}

export function asAssumed(found: string): Finding {
	return { verdict: 'as assumed', found };
}

export function different(found: string): Finding {
	return { verdict: 'different', found };
}

export function open(found: string): Finding {
	return { verdict: 'open', found };
}

export const NO_INSTANCE = open('no instance could be read');
export const NO_WORKFLOW = open('no workflow is known');

import { FIELD_IDS, type LoggedRequest, type StandIn } from '../../test/standIn';

/** What one execution sent to complete a step. */
export interface Sent {
	readonly instanceId: number | undefined;
	/** ID of the execution, which it writes into the step. */
	readonly executionId: string;
	readonly status: LoggedRequest['status'];
	readonly isCompleted: boolean;
}

/** The form field by which an execution says who it is. */
export const SIGNATURE = {
	fieldId: { __rl: true, mode: 'id', value: String(FIELD_IDS.text) },
	fieldType: 'text',
	text: '={{ $execution.id }}',
};

interface Body {
	readonly actions: ReadonlyArray<{ readonly input_object: { readonly inputValue: string } }>;
}

/** Everything that was sent to complete a step, oldest first. */
export function sent({ log }: StandIn): Sent[] {
	return log
		.filter(({ method }) => method === 'POST')
		.map(({ instanceId, status, effect, body }) => ({
			instanceId,
			status,
			isCompleted: effect === 'completed',
			executionId: (body as unknown as Body).actions[0].input_object.inputValue,
		}));
}

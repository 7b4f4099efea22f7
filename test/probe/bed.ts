import { runProbe, type ProbeRun, type ProbeSettings } from '../../scripts/probe/run';
import {
	FIELD_IDS,
	FIELD_KINDS,
	REQUEST_STEP_ID,
	startStandIn,
	type InputFormat,
	type StandIn,
	type StandInOptions,
} from '../standIn';
import { STANDARD_SAMPLES, WRAPPED_SAMPLES } from '../standIn/samples';
import { TestClient } from '../standIn/testClient';

export const SAMPLES = { standard: STANDARD_SAMPLES, wrapped: WRAPPED_SAMPLES } as const;

/** A stand-in of some dialect with three instances, of which the first has its form filled in. */
export async function startFilledIn(
	options: StandInOptions = {},
	format: InputFormat = 'standard',
): Promise<StandIn> {
	const standIn = await startStandIn(options);
	for (let count = 0; count < 3; count++) standIn.createInstance();
	const actions = FIELD_KINDS.filter((kind) => kind !== 'routing').map((kind) => ({
		action_id: FIELD_IDS[kind],
		input_object: SAMPLES[format][kind],
	}));
	const body = { step_id: REQUEST_STEP_ID, mode: 'complete', actions };
	const { status } = await new TestClient(standIn).completeStep(9001, body);
	if (status !== 200) throw new Error(`The form was not taken (${status})`);
	return standIn;
}

export async function probe(
	standIn: StandIn,
	settings: Partial<ProbeSettings> = {},
): Promise<ProbeRun> {
	return await runProbe({
		baseUrl: standIn.baseUrl,
		apiKey: standIn.keys.admin,
		instanceId: 9001,
		allowsWrites: false,
		pauseMs: 0,
		...settings,
	});
}

/** The verdicts by question, without those of the types of values. */
export function verdictsOf({ answers }: ProbeRun): Record<string, string> {
	return Object.fromEntries(
		answers.filter(({ id }) => !id.startsWith('value-')).map(({ id, verdict }) => [id, verdict]),
	);
}

import type { IBinaryKeyData, IDataObject } from 'n8n-workflow';
import { resources } from '../../nodes/NextMatter/operations';
import { FIELD_IDS, PURCHASE_WORKFLOW_ID, REQUEST_STEP_ID } from '../standIn';
import { inMemory } from './binaryStore';
import { completeStep, locator, NODE, openTestBed, type TestBed } from './testBed';
import { isVolume, MANY } from '../scale';

interface Case {
	readonly parameters: IDataObject;
	/** How many requests a thousand good items take. */
	readonly requests: number;
	/** What is sent may change something. */
	readonly changes: boolean;
}

const instanceId = locator('={{ $json.id }}');
const workflowId = locator('={{ $json.workflow ?? 101 }}');
/** Unfit for any of the parameters below. */
const BAD_ITEM = { id: 'none', workflow: 'none', property: 'none' };

/** By resource and operation, with the least that each of them needs. */
const CASES: Readonly<Record<string, Case>> = {
	'file: upload': {
		parameters: { binaryPropertyName: '={{ $json.property ?? "data" }}' },
		requests: MANY,
		changes: true,
	},
	'file: download': {
		parameters: {
			instanceId,
			formFieldId: locator(FIELD_IDS.fileUpload),
		},
		requests: MANY,
		changes: false,
	},
	'formField: getInstanceValues': {
		parameters: {
			workflowId,
			instanceId,
			stepId: locator(REQUEST_STEP_ID),
			formFieldIds: [String(FIELD_IDS.text)],
			fieldKeys: 'byId',
		},
		requests: MANY,
		changes: false,
	},
	'formField: getValues': {
		parameters: {
			workflowId,
			stepId: locator(REQUEST_STEP_ID),
			formFieldId: locator(FIELD_IDS.text),
			limit: 1,
		},
		requests: MANY,
		changes: false,
	},
	'instance: completeStep': {
		parameters: completeStep('={{ $json.id }}', REQUEST_STEP_ID),
		requests: MANY,
		changes: true,
	},
	'instance: create': {
		parameters: { workflowId },
		requests: MANY,
		changes: true,
	},
	'instance: create (with the form of its first step)': {
		parameters: { workflowId, mode: 'complete' },
		// Each is started, then its first step is completed.
		requests: 2 * MANY,
		changes: true,
	},
	'instance: delete': {
		parameters: { instanceId },
		requests: Math.ceil(MANY / 500),
		changes: true,
	},
	'instance: get': {
		parameters: { instanceId },
		requests: MANY,
		changes: false,
	},
	'instance: getAll': {
		parameters: { workflowId, limit: 1 },
		requests: MANY,
		changes: false,
	},
	'instance: sendAndWait': {
		parameters: {
			workflowId: locator(PURCHASE_WORKFLOW_ID),
			resumeUrlField: locator(FIELD_IDS.text),
			decisionField: locator(FIELD_IDS.radio),
			answerStepId: locator(REQUEST_STEP_ID),
		},
		// Takes no second item, which its own tests prove.
		requests: 0,
		changes: true,
	},
	'instance: stop': {
		parameters: { instanceId },
		requests: Math.ceil(MANY / 500),
		changes: true,
	},
	'instance: update': {
		parameters: { instanceId, updateFields: { priority: 'high' } },
		// Each is read first.
		requests: 2 * MANY,
		changes: true,
	},
	'instance: waitForStep': {
		parameters: { instanceId, stepId: locator(REQUEST_STEP_ID), waitAtMost: 0 },
		requests: MANY,
		changes: false,
	},
	'workflow: get': {
		parameters: { workflowId: locator(`={{ $json.workflow ?? ${PURCHASE_WORKFLOW_ID} }}`) },
		requests: MANY,
		changes: false,
	},
};
const operationOf = (name: string) => name.replace(/ \(.*/, '');
const EACH = Object.entries(CASES).map(([name, one]) => {
	const [resource, operation] = operationOf(name).split(': ');
	return [name, { ...one, parameters: { resource, operation, ...one.parameters } }] as const;
});

let bed: TestBed;
beforeAll(async () => (bed = await openTestBed()));
beforeEach(() => {
	bed.standIn.reset();
	bed.standIn.faults.clear();
	bed.standIn.media.put(A_FILE, { content: '%PDF' });
});
afterAll(async () => await bed.standIn.close());

const A_FILE = '/media/1/a.pdf';
const values = { [FIELD_IDS.fileUpload]: { files: [A_FILE] } };
const items = (count: number) =>
	Array.from({ length: count }, () => ({ id: bed.standIn.createInstance({ values }).id }));
const file: IBinaryKeyData = { data: inMemory(Buffer.from('%PDF'), 'a.pdf', 'application/pdf') };
const filesFor = (given: readonly unknown[]) => given.map(() => file);
const toErrorOutput = { onError: 'continueErrorOutput' } as const;
const OWN_WORDS = 'In their own words';

const methodOf = ({ operation }: IDataObject, changes: boolean) =>
	operation === 'update' ? 'PUT' : changes ? 'POST' : 'GET';

it('knows every operation of the node', () => {
	const all = resources.flatMap(({ value, operations }) =>
		operations.map(({ option }) => `${value}: ${option.value}`),
	);
	expect([...new Set(Object.keys(CASES).map(operationOf))].sort()).toEqual(all.sort());
});

const OF_MANY = EACH.filter(([, { requests }]) => requests > 0);

describe.each(OF_MANY)('%s', (_name, { parameters, requests }) => {
	it('does many items, each linked to its own, and reads the credential once', async () => {
		const given = items(MANY);
		const result = await bed.run({ parameters, items: given, files: filesFor(given) });
		expect(result.error).toBeUndefined();
		expect(result.output(NODE).map(({ pairedItem }) => pairedItem)).toEqual(
			given.map((_, item) => ({ item })),
		);
		expect(bed.standIn.log.length).toBe(requests);
		expect(result.credentialReads).toBe(1);
		expect(bed.standIn.log.flatMap(({ contractErrors }) => contractErrors)).toEqual([]);
	});

	it('refuses bad input of one item before anything is sent for any', async () => {
		const given = [...items(1), BAD_ITEM];
		const { error } = await bed.run({ parameters, items: given, files: filesFor(given) });
		expect(error?.message).toContain('none');
		expect(error?.message).toContain('[item 1]');
		expect(error?.description).toBeTruthy();
		expect(bed.standIn.log).toEqual([]);
	});
});

/** What each status means is told by unit tests; each operation shows that it says so. */
const STATUSES = isVolume ? [400, 401, 403, 404, 405, 415, 429] : [400];

describe.each(EACH)('%s', (_name, { parameters, changes }) => {
	const rejections = STATUSES.map((status): [number, string] => [status, 'rejected']);
	it.each([...rejections, [500, changes ? 'unknown' : 'rejected'] as const])(
		'tells HTTP %d in the API’s words, and sends no change twice',
		async (status, certainty) => {
			const given = items(1);
			bed.standIn.faults.add({
				kind: { status, body: { detail: OWN_WORDS } },
				match: { method: methodOf(parameters, changes) },
				times: 99,
			});
			const result = await bed.run({
				parameters: { ...parameters, options: { maximumWait: 0, ifHourlyLimitReached: 'fail' } },
				items: given,
				files: filesFor(given),
				node: toErrorOutput,
			});
			const [failed] = result.output(NODE, 1);
			expect(failed.json.error).toContain(OWN_WORDS);
			expect(failed.json.error).toContain('[item 0]');
			expect(failed.json.details).toMatchObject({ statusCode: status, certainty });
			expect((failed.json.details as IDataObject).description).toBeTruthy();
			expect(failed.pairedItem).toEqual({ item: 0 });
			expect(JSON.stringify(result)).not.toContain(bed.standIn.keys.admin);
			const sent = bed.standIn.log.filter(({ method }) => method !== 'GET');
			expect(sent).toHaveLength(changes ? 1 : 0);
		},
	);
});

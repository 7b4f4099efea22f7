import {
	DEFAULT_WORKFLOWS,
	FIELD_KINDS,
	PURCHASE_WORKFLOW_ID,
	type InputFormat,
	type StandInOptions,
} from '../standIn';
import { probe, startFilledIn, verdictsOf } from './bed';

/** Of the workflow whose instance is probed. */
const FIELD_COUNT = DEFAULT_WORKFLOWS.filter(({ id }) => id === PURCHASE_WORKFLOW_ID)
	.flatMap(({ steps }) => steps)
	.flatMap(({ formFields }) => formFields).length;

const USUAL = {
	'good-key': 'as assumed',
	'bad-key': 'as assumed',
	slash: 'as assumed',
	clock: 'as assumed',
	'limit-headers': 'as assumed',
	// The stand-in knows no OPTIONS.
	methods: 'open',
	'snapshot-type': 'as assumed',
	'snapshot-steps': 'as assumed',
	'field-types': 'as assumed',
	times: 'as assumed',
	'active-steps': 'as assumed',
	'step-times': 'as assumed',
	'step-deadlines': 'as assumed',
	'inject-values': 'as assumed',
	'file-urls': 'open',
	'list-workflows': 'as assumed',
	'read-workflow': 'as assumed',
	'field-values': 'as assumed',
	'list-entry': 'as assumed',
	'page-size': 'as assumed',
	'largest-page': 'as assumed',
	'next-page': 'as assumed',
	ordering: 'as assumed',
	'bad-filter': 'as assumed',
	'list-v2': 'as assumed',
	'step-not-there': 'open',
	patch: 'open',
	upload: 'open',
};

interface Dialect {
	readonly name: string;
	readonly options: StandInOptions;
	readonly verdicts: Partial<typeof USUAL>;
	readonly found: Readonly<Record<string, string>>;
}

const DIALECTS: readonly Dialect[] = [
	{
		name: 'the one that is assumed',
		options: {},
		verdicts: {},
		found: {
			'snapshot-type': 'an object',
			'next-page': 'by page',
			'list-entry': 'the whole instance',
		},
	},
	{
		name: 'snapshots as texts, short lists with cursors',
		options: { snapshotShape: 'string', pagination: 'cursor', listEntries: 'short' },
		verdicts: { ordering: 'open' },
		found: {
			'snapshot-type': 'the JSON text of an object',
			'next-page': 'by cursor',
			'list-entry': 'keys: id, name, status, public_url',
		},
	},
	{
		name: 'groups in groups, other names for everything, whole seconds',
		options: { snapshotShape: 'nested', times: 'seconds' },
		verdicts: { times: 'different' },
		found: { 'field-types': `all ${FIELD_COUNT}` },
	},
	{
		name: 'a snapshot of which nothing is recognized, times without a zone',
		options: { snapshotShape: 'unrecognizable', times: 'noZone' },
		verdicts: {
			'snapshot-steps': 'different',
			'field-types': 'open',
			times: 'different',
			'active-steps': 'different',
			'step-times': 'different',
			'inject-values': 'open',
			'file-urls': 'open',
			'read-workflow': 'different',
			'field-values': 'open',
		},
		found: { 'snapshot-steps': '0 steps, 0 form fields, 0 of 0 with a name' },
	},
];

describe.each(DIALECTS)('$name', ({ options, verdicts, found }) => {
	it('is told as it is, by reads only', async () => {
		const standIn = await startFilledIn(options);
		const before = standIn.log.length;
		const run = await probe(standIn);
		await standIn.close();
		const requests = standIn.log.slice(before);

		expect(verdictsOf(run)).toEqual({ ...USUAL, ...verdicts });
		for (const [id, text] of Object.entries(found)) {
			expect(run.answers.find((answer) => answer.id === id)?.found).toBe(text);
		}
		expect(requests.length).toBe(run.client.exchanges.length);
		expect(requests.filter(({ effect }) => effect !== 'none')).toEqual([]);
		expect(new Set(requests.map(({ method }) => method))).toEqual(new Set(['GET', 'OPTIONS']));
		// A time without a zone is none to the contract.
		expect(standIn.contractViolations.filter((text) => !/date-time/.test(text))).toEqual([]);
	});
});

it.each<[InputFormat, readonly string[]]>([
	['standard', []],
	['wrapped', ['address', 'checklist', 'radio', 'url']],
])('reports the shapes of values in the format %s', async (format, others) => {
	const standIn = await startFilledIn({}, format);
	const { answers } = await probe(standIn);
	await standIn.close();
	const shapes = answers.filter(({ id }) => id.startsWith('value-'));
	const differing = shapes.filter(({ verdict }) => verdict === 'different');
	expect(differing.map(({ id }) => id)).toEqual(others.map((kind) => `value-${kind}`));
	// An instruction has no value, and the routing was left alone.
	expect(shapes.filter(({ verdict }) => verdict === 'as assumed')).toHaveLength(
		FIELD_KINDS.length - 2 - others.length,
	);
});

it('asks what could change something only when told to', async () => {
	const standIn = await startFilledIn();
	const before = standIn.getInstance(9001);
	const run = await probe(standIn, { allowsWrites: true });
	await standIn.close();
	expect(verdictsOf(run)).toMatchObject({
		'step-not-there': 'as assumed',
		patch: 'as assumed',
		upload: 'as assumed',
	});
	expect(standIn.getInstance(9001)).toEqual(before);
	expect(standIn.files.map(({ name }) => name)).toEqual(['probe.txt']);
});

it('takes the newest instance of a workflow if none is named', async () => {
	const standIn = await startFilledIn();
	const run = await probe(standIn, { instanceId: undefined, workflowId: 101 });
	await standIn.close();
	expect(verdictsOf(run)).toMatchObject({
		'snapshot-steps': 'as assumed',
		'next-page': 'as assumed',
	});
});

it('says that a key does not work, and asks on', async () => {
	const standIn = await startFilledIn();
	const run = await probe(standIn, { apiKey: standIn.keys.revoked });
	await standIn.close();
	expect(run.isLetIn).toBe(false);
	expect(run.answers.find(({ id }) => id === 'good-key')?.found).toMatch(/^401/);
	expect(run.answers.find(({ id }) => id === 'snapshot-type')?.verdict).toBe('open');
});

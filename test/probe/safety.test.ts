/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- starts a server and the probe; never ships */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readArguments, UsageError } from '../../scripts/probe/arguments';
import { ProbeClient } from '../../scripts/probe/client';
import { locator } from '../../scripts/probe/locate';
import { questions } from '../../scripts/probe/questions';
import { makeReport } from '../../scripts/probe/report';
import { DEFAULT_WORKFLOWS, FIELD_KINDS } from '../standIn';
import { probe, SAMPLES, startFilledIn } from './bed';

const PRIVATE = 'probe1.a-key-that-nobody-may-see';

it('writes a report without key, IDs, names, texts and hosts', async () => {
	const standIn = await startFilledIn();
	const report = JSON.stringify(makeReport(await probe(standIn), { package: '1.0.0' }));
	await standIn.close();

	const names = DEFAULT_WORKFLOWS.flatMap(({ name, steps }) => [
		name,
		...steps.flatMap((step) => [step.name, ...step.formFields.map((field) => field.name)]),
	]);
	const texts = FIELD_KINDS.flatMap((kind) =>
		JSON.stringify(SAMPLES.standard[kind]).split('"'),
	).filter((text) => /[A-Z ./@]/.test(text) && text.length > 4 && !/^\w+$/.test(text));
	expect(names.length + texts.length).toBeGreaterThan(40);
	for (const secret of [
		standIn.keys.admin,
		standIn.baseUrl,
		'127.0.0.1',
		'9001',
		...names,
		...texts,
	]) {
		expect(report).not.toContain(secret);
	}
	expect(report).toContain('"request":"GET /instances/ID/"');
	expect(report).toContain('\\"fileUpload\\"');
	expect(report).toContain('time, as 9999-99-99T99:99:99.999Z');
});

it('goes nowhere but to the base URL: not along a redirect, a next page or a proxy', async () => {
	let strangers = 0;
	const stranger = createServer((_request, response) => {
		strangers++;
		response.end('{}');
	});
	await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve));
	const { port } = stranger.address() as AddressInfo;
	const elsewhere = `http://127.0.0.1:${port}`;
	const proxies = ['http_proxy', 'HTTP_PROXY', 'https_proxy', 'ALL_PROXY'];
	const saved = proxies.map((name) => process.env[name]);
	for (const name of proxies) process.env[name] = elsewhere;

	const standIn = await startFilledIn();
	standIn.faults.add({
		match: { operationId: 'listInstances' },
		times: 3,
		kind: {
			status: 200,
			body: JSON.stringify({ next: `${elsewhere}/api/?page=2`, results: [{ id: 9001 }] }),
		},
	});
	standIn.faults.add({
		match: { operationId: 'readWorkflow' },
		kind: { status: 302, headers: { location: `${elsewhere}/login` }, body: '' },
	});
	const run = await probe(standIn);
	await standIn.close();
	stranger.close();
	proxies.forEach((name, index) => {
		const value = saved[index];
		if (value === undefined) delete process.env[name];
		else process.env[name] = value;
	});
	expect(run.answers.find(({ id }) => id === 'read-workflow')?.found).toMatch(/^302/);
	expect(strangers).toBe(0);
});

it.each([
	['POST', '/files/', 'only reads'],
	['GET', '//elsewhere.example.org/', 'Not a path'],
	['GET', '/instances/../../', 'Not a path'],
] as const)('refuses to send %s %s', async (method, path, sentence) => {
	const client = new ProbeClient({
		baseUrl: 'http://127.0.0.1:9/api',
		apiKey: PRIVATE,
		allowsWrites: false,
	});
	await expect(client.ask({ method, path })).rejects.toThrow(sentence);
	expect(client.exchanges).toEqual([]);
});

it('says of each question which code it touches, and where that is', () => {
	const locate = locator();
	const places = questions.flatMap(({ touches }) =>
		touches.map((name) => [name, locate(name).length]),
	);
	expect(places.length).toBeGreaterThan(questions.length);
	expect(places.filter(([, count]) => count === 0)).toEqual([]);
	expect(new Set(questions.map(({ id }) => id)).size).toBe(questions.length);
});

describe('its command line', () => {
	it.each([
		['nothing', [], 'Give the API key'],
		['an ID that is none', ['--api-key', PRIVATE, '--instance', 'x'], '--instance takes an ID'],
		['a base URL that is none', ['--api-key', PRIVATE, '--base-url', 'ftp://x'], 'base URL'],
		['an unknown option', ['--api-key', PRIVATE, '--colour'], '--colour'],
		['a bare word', [PRIVATE], 'Only options'],
	])('refuses %s', (_, args, sentence) => {
		const read = () => readArguments(args, undefined);
		expect(read).toThrow(UsageError);
		expect(read).toThrow(sentence);
		expect(read).not.toThrow(PRIVATE);
	});

	it('takes the key from the environment, and reads only unless told otherwise', () => {
		expect(readArguments(['--instance=7'], PRIVATE)).toEqual({
			apiKey: PRIVATE,
			baseUrl: 'https://core.nextmatter.com/api',
			instanceId: 7,
			workflowId: undefined,
			allowsWrites: false,
			reportPath: 'probe-report.json',
		});
	});
});

/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- starts the demo as a process of its own; never ships */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runCommand } from '../../demo/command';
import { EXPECTATIONS } from '../../demo/expectations';
import { runExamples } from '../../demo/runExamples';
import { hasColour } from '../../demo/style';
import { PACKAGE_ROOT } from '../engine/package';
import { REQUEST_STEP_ID, startStandIn, type StandIn } from '../standIn';

interface Ended {
	readonly status: number | string | null | undefined;
	readonly stdout: string;
	readonly stderr: string;
}

const PRIVATE = 'word-that-nobody-may-see';
const directory = mkdtempSync(path.join(tmpdir(), 'demo-'));
afterAll(() => rmSync(directory, { recursive: true }));

function write(name: string, content: string): string {
	const file = path.join(directory, name);
	writeFileSync(file, content);
	return file;
}

/** As a person runs it; in a process of its own, which starts n8n's engine anew. */
async function demoProcess(...args: string[]): Promise<Ended> {
	const tsx = require.resolve('tsx/cli');
	return await new Promise((resolve) => {
		const command = [tsx, 'demo/main.ts', ...args];
		execFile(process.execPath, command, { cwd: PACKAGE_ROOT }, (error, stdout, stderr) => {
			resolve({ status: error ? error.code : 0, stdout, stderr });
		});
	});
}

async function demo(args: string[] = [], environment: NodeJS.ProcessEnv = {}): Promise<Ended> {
	const written: string[] = [];
	const complaints: string[] = [];
	const status = await runCommand(args, {
		environment,
		isTerminal: false,
		write: (text) => written.push(text),
		writeError: (text) => complaints.push(text),
	});
	return { status, stdout: written.join('\n'), stderr: complaints.join('\n') };
}

it('runs all examples, says on a page what they did and what to try next, and ends well', async () => {
	const { status, stdout, stderr } = await demoProcess();
	expect(stderr).toBe('');
	expect(stdout).toMatch(/^OK: \d+ examples did what they should/m);
	expect(stdout.match(/^ {2}✓ /gm)).toHaveLength(EXPECTATIONS.length);
	expect(stdout).toMatch(
		/^ +Before you send +\{"itemsChecked":\["Quote attached","Budget checked"\]\}$/m,
	);
	expect(stdout).toMatch(/What to try next\n.+--verbose/);
	expect(stdout).not.toMatch(/FAILED|NOT AS EXPECTED|✗/);
	expect(stdout).not.toContain('\u001B');
	// The examples have a line each; all else fits on the rest of a page.
	expect(stdout.split('\n').length - EXPECTATIONS.length).toBeLessThan(25);
	expect(status).toBe(0);
});

it('says everything when told to', async () => {
	const { status, stdout, stderr } = await demo(['--verbose']);
	expect(stderr).toBe('');
	expect(stdout).toContain(
		'Before you send (70002): {"itemsChecked":["Quote attached","Budget checked"]}',
	);
	expect(stdout).toMatch(/^OK: \d+ examples did what they should/m);
	expect(stdout).not.toMatch(/FAILED|NOT AS EXPECTED/);
	for (const { file } of EXPECTATIONS) expect(stdout).toContain(`examples/${file}`);
	expect(status).toBe(0);
});

it('is colourful where the terminal is', async () => {
	const { stdout } = await demo([], { FORCE_COLOR: '1' });
	expect(stdout).toContain('\u001B[32m✓\u001B[0m');
	expect(hasColour({}, true)).toBe(true);
	expect(hasColour({}, false)).toBe(false);
	expect(hasColour({ TERM: 'dumb' }, true)).toBe(false);
	expect(hasColour({ NO_COLOR: '1', FORCE_COLOR: '1' }, true)).toBe(false);
});

it('fails when an example does something else', async () => {
	const written: string[] = [];
	const others = EXPECTATIONS.map((expectation) => ({ ...expectation, failed: 7 }));
	expect(await runExamples((text) => written.push(text), { expectations: others })).toBe(false);
	expect(written.join('\n')).toContain(
		'FAILED  examples/error-branch.json: items on the error output: expected 7, found 2',
	);
	expect(written.join('\n')).not.toContain('OK:');
});

describe('against a server', () => {
	let standIn: StandIn;

	beforeAll(async () => {
		standIn = await startStandIn();
	});
	beforeEach(() => standIn.reset());
	afterEach(() => expect(standIn.contractViolations).toEqual([]));
	afterAll(async () => await standIn.close());

	async function run(file: string, key: string, more: string[] = []): Promise<Ended> {
		const workflow = ['--workflow', path.join(PACKAGE_ROOT, 'examples', file)];
		const ended = await demo([
			'--base-url',
			standIn.baseUrl,
			'--api-key',
			key,
			...workflow,
			...more,
		]);
		expect(ended.stdout + ended.stderr).not.toContain(key);
		return ended;
	}

	it('runs one workflow with the items of a file', async () => {
		const answers = [{ field: 70015, value: { inputValue: 'From a file' } }];
		const input = write('wrapped.json', JSON.stringify([{ json: { answers } }]));
		const ended = await run('json-form-fields.json', standIn.keys.admin, ['--input', input]);

		expect(ended.stdout).toContain('OUT   success: 1 item at "Continue Here"\n  •  id: 9001');
		expect(ended).toMatchObject({ status: 0, stderr: '' });
		expect(standIn.getInstance(9001)?.completedSteps).toHaveProperty(String(REQUEST_STEP_ID));
	});

	it('takes bare objects as items, and the key from the environment', async () => {
		const input = write('bare.json', JSON.stringify([{ answers: [] }]));
		const { status } = await demo(
			`--base-url=${standIn.baseUrl} --workflow=examples/json-form-fields.json --input=${input}`.split(
				' ',
			),
			{ NEXT_MATTER_API_KEY: standIn.keys.admin },
		);
		expect(status).toBe(0);
	});

	it('fails when the key is refused, and says why without the key', async () => {
		const { stdout, ...ended } = await run('all-field-kinds.json', 'wrong.key-of-nobody');
		expect(ended).toEqual({ status: 1, stderr: '' });
		expect(stdout).toMatch(/STOPPED\n {2}Next Matter does not accept the API key/);
	});

	it('fails when an item took the error output', async () => {
		const { status, stdout } = await run('error-branch.json', standIn.keys.admin);
		expect(stdout).toContain('OUT   error: 2 items at "Look Into It"');
		expect(stdout).toContain('FAILED  2 items could not be done.');
		expect(status).toBe(1);
	});
});

it('ends with a status of its own when the command makes no sense', async () => {
	const { status, stdout, stderr } = await demoProcess(PRIVATE);
	expect(stderr).toContain('See npm run demo -- --help');
	expect(stdout + stderr).not.toContain(PRIVATE);
	expect(status).toBe(2);
});

it('explains itself', async () => {
	const { status, stdout } = await demo(['--help']);
	expect(stdout).toContain('--base-url URL');
	expect(status).toBe(0);
});

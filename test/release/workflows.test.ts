/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- runs the shell steps of the workflows; never ships */
import { execFileSync, spawnSync } from 'node:child_process';
import {
	chmodSync,
	cpSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'yaml';

const ROOT = path.resolve(__dirname, '../..');
const WORKFLOWS = path.join(ROOT, '.github/workflows');
const { version, scripts } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as {
	version: string;
	scripts: Record<string, string>;
};

interface Step {
	readonly uses?: string;
	readonly run?: string;
}
interface Job {
	readonly steps: readonly Step[];
	readonly permissions?: Record<string, string>;
	readonly 'timeout-minutes'?: number;
	readonly strategy?: { readonly matrix: { readonly 'node-version': readonly number[] } };
}
interface Workflow {
	readonly permissions: Record<string, string>;
	readonly jobs: Record<string, Job>;
}

const workflows = readdirSync(WORKFLOWS).map((file) => ({
	file,
	text: readFileSync(path.join(WORKFLOWS, file), 'utf8'),
}));
const workflowOf = (file: string) =>
	parse(workflows.find((workflow) => workflow.file === file)?.text ?? '') as Workflow;
const stepsOf = (file: string) =>
	Object.values(workflowOf(file).jobs).flatMap(({ steps }) => steps);
const commandsOf = (file: string) => stepsOf(file).flatMap(({ run }) => (run ? [run] : []));

describe('every workflow', () => {
	it('pins each action by commit, and says which version that is', () => {
		const uses = workflows.map(({ file, text }) => ({
			file,
			actions: [...text.matchAll(/uses: (.+)/g)].map(([, action]) => action ?? ''),
		}));
		expect(uses.filter(({ actions }) => actions.length === 0)).toEqual([]);
		expect(
			uses
				.flatMap(({ actions }) => actions)
				.filter((action) => !/^[\w-]+\/[\w-]+@[\da-f]{40} # v\d+\.\d+\.\d+$/.test(action)),
		).toEqual([]);
	});

	it('may do nothing unless a job needs it', () => {
		const permissions = workflows.map(({ file }) => [file, workflowOf(file).permissions]);
		expect(permissions).toEqual(workflows.map(({ file }) => [file, { contents: 'read' }]));
	});

	it('does not run for ever', () => {
		const jobs = workflows.flatMap(({ file }) => Object.entries(workflowOf(file).jobs));
		const endless = jobs.filter(([, job]) => !(Number(job['timeout-minutes']) <= 120));
		expect(endless.map(([name]) => name)).toEqual([]);
	});

	it('calls scripts that exist, and puts nothing of an event into a shell', () => {
		const commands = workflows.flatMap(({ file }) => commandsOf(file)).join('\n');
		const called = [...commands.matchAll(/npm run (?:--silent )?([\w:-]+)/g)].map(
			([, name]) => name ?? '',
		);
		expect(called.length).toBeGreaterThan(0);
		expect(called.filter((name) => !(name in scripts))).toEqual([]);
		expect(commands).not.toContain('${{');
	});
});

it('tries every Node.js that is supported', () => {
	const { check } = workflowOf('ci.yml').jobs;
	expect(check?.strategy?.matrix['node-version']).toEqual([20, 22, 24]);
	expect(commandsOf('ci.yml')).toEqual(['.ci/run']);
	expect(existsSync(path.join(ROOT, '.ci/run'))).toBe(true);
	expect(() => execFileSync('bash', ['-n', path.join(ROOT, '.ci/run')])).not.toThrow();
});

describe('the steps of a release, run in a copy of the repository', () => {
	const bed = mkdtempSync(path.join(tmpdir(), 'release-'));
	const copy = path.join(bed, 'repository');
	const bin = path.join(bed, 'bin');
	const journal = path.join(bed, 'journal');

	beforeAll(() => {
		mkdirSync(bin);
		cpSync(ROOT, copy, {
			recursive: true,
			filter: (source) =>
				!/^(node_modules|dist|coverage|\.git)$/.test(path.relative(ROOT, source)) &&
				!source.includes(`${path.sep}node_modules${path.sep}`),
		});
		symlinkSync(path.join(ROOT, 'node_modules'), path.join(copy, 'node_modules'));
		const npm = execFileSync('which', ['npm'], { encoding: 'utf8' }).trim();
		// What takes long or reaches out is only written down; all else runs as it would on the day.
		writeCommand('npm', `case "$*" in run\\ release:*|run\\ --silent*) exec ${npm} "$@";; esac`);
		writeCommand('gh', '');
	});
	afterAll(() => rmSync(bed, { recursive: true, force: true }));

	function writeCommand(name: string, body: string): void {
		const file = path.join(bin, name);
		writeFileSync(file, `#!/bin/sh\nprintf '%s\\n' "${name} $*" >> ${journal}\n${body}\n`);
		chmodSync(file, 0o755);
	}

	function run(command: string, tag = version) {
		return spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', command], {
			cwd: copy,
			encoding: 'utf8',
			env: { ...process.env, PATH: `${bin}:${process.env.PATH}`, GITHUB_REF_NAME: tag },
		});
	}
	const fillIn = (file: string, change: (text: string) => string) => {
		const whole = path.join(copy, file);
		writeFileSync(whole, change(readFileSync(whole, 'utf8')));
	};

	it('refuses while there are placeholders, and a tag that is not the version', () => {
		const check = 'npm run release:check -- "$GITHUB_REF_NAME"';
		expect(commandsOf('publish.yml')).toContain(check);
		expect(run(check)).toMatchObject({ status: 1, stdout: expect.stringContaining('GitHub') });
		expect(run(check, '99.0.0')).toMatchObject({
			status: 1,
			stderr: expect.stringContaining(`The tag says 99.0.0, package.json ${version}`),
		});
	});

	it('all succeed, and publish with absolute links, provenance, notes and a bill of materials', () => {
		const real = 'https://github.com/someone/n8n-nodes-nextmatter';
		const name = (text: string) =>
			text
				.replaceAll(
					/https:\/\/(git|nextmatter)\.example\.org\/n8n-nodes-nextmatter(\/n8n-nodes-nextmatter)?/g,
					real,
				)
				.replace('maintainers@example.org', 'maintainers@nextmatter.dev');
		fillIn('package.json', name);
		fillIn('README.md', name);
		for (const command of commandsOf('publish.yml')) {
			const { status, stderr } = run(command);
			expect({ command, status, stderr: status === 0 ? '' : stderr }).toEqual({
				command,
				status: 0,
				stderr: '',
			});
		}
		const calls = readFileSync(journal, 'utf8').split('\n');
		expect(calls).toContain('npm publish --provenance --access public');
		expect(calls.indexOf('npm run release:readme')).toBeLessThan(
			calls.indexOf('npm publish --provenance --access public'),
		);
		expect(calls).toContain(
			`gh release create ${version} --title ${version} --notes-file notes.md sbom.json`,
		);
		expect(readFileSync(path.join(copy, 'README.md'), 'utf8')).toContain(
			`(${real}/blob/${version}/docs/errors.md)`,
		);
		expect(readFileSync(path.join(copy, 'notes.md'), 'utf8')).toContain('### Added');
		expect(readFileSync(path.join(copy, 'sbom.json'), 'utf8')).toContain('CycloneDX');
	}, 120_000);
});

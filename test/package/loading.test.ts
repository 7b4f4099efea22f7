/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-dangerous-functions, @n8n/community-nodes/no-restricted-globals -- loads the built package in a process of its own; never ships */
import { execFileSync } from 'node:child_process';
import path from 'node:path';

const dist = path.join(__dirname, '..', '..', 'dist');

/** The files of the package that are loaded for a node when n8n starts, by their path below the node. */
function loadedAtStart(name: string): string[] {
	const script = `
		const { ${name} } = require(${JSON.stringify(path.join(dist, `nodes/NextMatter/${name}.node.js`))});
		new ${name}();
		process.stdout.write(JSON.stringify(Object.keys(require.cache)));
	`;
	const output = execFileSync(process.execPath, ['-e', script], { encoding: 'utf8' });
	const files = JSON.parse(output) as string[];
	return files
		.filter((file) => file.startsWith(dist))
		.map((file) => path.relative(path.join(dist, 'nodes/NextMatter'), file));
}

it.each([
	['NextMatter', 'operations/description.js'],
	['NextMatterTrigger', 'trigger/description.js'],
	['NextMatterWebhookTrigger', 'webhook/description.js'],
])(
	'%s loads nothing at the start of n8n that only running a workflow or filling in the node takes',
	(name, description) => {
		const files = loadedAtStart(name);
		expect(files).toContain(path.normalize(description));
		const lazy =
			/^(run|api|methods\/(?!index\.)|(trigger|webhook)\/(run|poll|receiveCall|checkSettings|secret)\.)/;
		expect(files.filter((file) => lazy.test(file))).toEqual([]);
		const behaviour = /^operations\/.*\/(index|prepare|present)\.js$/;
		expect(files.filter((file) => behaviour.test(file))).toEqual([]);
	},
);

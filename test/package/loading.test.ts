/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-dangerous-functions, @n8n/community-nodes/no-restricted-globals -- loads the built package in a process of its own; never ships */
import { execFileSync } from 'node:child_process';
import path from 'node:path';

const dist = path.join(__dirname, '..', '..', 'dist');

/** The files of the package that are loaded when n8n starts, by their path below the node. */
function loadedAtStart(): string[] {
	const script = `
		const { NextMatter } = require(${JSON.stringify(path.join(dist, 'nodes/NextMatter/NextMatter.node.js'))});
		new NextMatter();
		process.stdout.write(JSON.stringify(Object.keys(require.cache)));
	`;
	const output = execFileSync(process.execPath, ['-e', script], { encoding: 'utf8' });
	const files = JSON.parse(output) as string[];
	return files
		.filter((file) => file.startsWith(dist))
		.map((file) => path.relative(path.join(dist, 'nodes/NextMatter'), file));
}

it('loads nothing at the start of n8n that only running a workflow or filling in the node takes', () => {
	const files = loadedAtStart();
	expect(files).toContain(path.join('operations', 'description.js'));
	const lazy = files.filter((file) => /^(run|api|methods\/(?!index\.))/.test(file));
	expect(lazy).toEqual([]);
	const behaviour = files.filter((file) =>
		/^operations\/\w+\/\w+\/(index|prepare|present)\.js$/.test(file),
	);
	expect(behaviour).toEqual([]);
});

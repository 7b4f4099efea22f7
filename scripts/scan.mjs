import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');
const temporary = mkdtempSync(path.join(tmpdir(), 'scan-'));
process.on('exit', () => rmSync(temporary, { recursive: true, force: true }));

// The scanner leaves an empty directory behind wherever this points when it is loaded.
process.env.TMPDIR = temporary;
const { analyzePackage, SOURCE_FILE_PATTERNS } = await import(
	'@n8n/scan-community-package/scanner/scanner.mjs'
);

function countFiles(directory, folders, ending) {
	return folders
		.flatMap((folder) => readdirSync(path.join(directory, folder), { recursive: true }))
		.filter((file) => file.endsWith(ending)).length;
}

function unpackTarball() {
	const packed = execFileSync('npm', ['pack', '--json', '--pack-destination', temporary], {
		cwd: root,
		encoding: 'utf8',
		stdio: ['ignore', 'pipe', 'ignore'],
	});
	const [{ filename }] = JSON.parse(packed);
	const directory = path.join(temporary, 'unpacked');
	mkdirSync(directory);
	execFileSync('tar', ['-xzf', path.join(temporary, filename), '-C', directory]);
	return path.join(directory, 'package');
}

async function scan(label, directory, patterns, files) {
	// The scanner passes what it finds empty.
	const { passed, message, details } =
		files > 0
			? await analyzePackage(directory, patterns)
			: { passed: false, message: 'No files found to analyze' };
	console.log(`Scan of the ${label} (${files} files): ${passed ? 'passed' : message}`);
	if (details) console.log(details);
	if (!passed) process.exitCode = 1;
}

await scan(
	'sources',
	root,
	SOURCE_FILE_PATTERNS,
	countFiles(root, ['nodes', 'credentials'], '.ts'),
);
const unpacked = unpackTarball();
await scan('tarball', unpacked, ['**/*.js', 'package.json'], countFiles(unpacked, ['dist'], '.js'));

/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- reads what is installed; never ships */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { billOfMaterials } from '../../scripts/sbom/cycloneDx';
import { REVIEWED_SCRIPTS } from '../../scripts/sbom/installScripts';
import { dependenciesIn, type Lockfile } from '../../scripts/sbom/lockfile';

const ROOT = path.resolve(__dirname, '../..');
const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8');
const lockfile = JSON.parse(read('package-lock.json')) as Lockfile;
const dependencies = dependenciesIn(lockfile);

interface Manifest {
	readonly scripts?: Readonly<Record<string, string>>;
}

/** What npm would run of an installed package, were it allowed to. */
function scriptsOf(folder: string): string[] {
	const file = path.join(ROOT, folder, 'package.json');
	// Packages of other platforms are not there.
	if (!existsSync(file)) return [];
	const { scripts = {} } = JSON.parse(readFileSync(file, 'utf8')) as Manifest;
	return ['preinstall', 'install', 'postinstall'].flatMap((name) => scripts[name] ?? []);
}

it('knows each package that would run something while it is installed', () => {
	const flagged = dependencies.filter(({ hasInstallScript }) => hasInstallScript);
	const known = new Set(flagged.map(({ name, version }) => `${name}@${version}`));
	expect([...known].sort()).toEqual(Object.keys(REVIEWED_SCRIPTS).sort());
});

it('has read just what is installed here, and no package hides a script from the lockfile', () => {
	const found = dependencies.flatMap(({ name, version, folder }) =>
		scriptsOf(folder).map((script) => [`${name}@${version}`, script] as const),
	);
	expect(found.length).toBeGreaterThan(3);
	expect(found.filter(([id, script]) => REVIEWED_SCRIPTS[id]?.runs !== script)).toEqual([]);
});

it('has a checksum for every package', () => {
	expect(dependencies.length).toBeGreaterThan(500);
	expect(dependencies.filter(({ integrity }) => !integrity?.startsWith('sha512-'))).toEqual([]);
});

it('makes a bill of materials in CycloneDX', () => {
	const bill = JSON.parse(JSON.stringify(billOfMaterials(lockfile))) as Record<string, unknown>;
	expect(bill).toMatchObject({ bomFormat: 'CycloneDX', specVersion: '1.5' });
	expect(bill.components).toContainEqual(
		expect.objectContaining({
			purl: expect.stringMatching(/^pkg:npm\/%40n8n\/node-cli@\d/),
			scope: 'excluded',
			hashes: [{ alg: 'SHA-512', content: expect.stringMatching(/^[\da-f]{128}$/) }],
		}),
	);
	expect(JSON.stringify(bill)).not.toMatch(/registry\./);
});

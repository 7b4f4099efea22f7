import { dependenciesIn, type Dependency, type Lockfile } from './lockfile';

/** A software bill of materials in CycloneDX 1.5: the package, which brings nothing along, and its tools. */
export function billOfMaterials(lockfile: Lockfile): object {
	const { name, version } = lockfile;
	const byPurl = new Map(dependenciesIn(lockfile).map((one) => [purlOf(one), component(one)]));
	return {
		bomFormat: 'CycloneDX',
		specVersion: '1.5',
		version: 1,
		metadata: { component: { type: 'library', name, version, purl: `pkg:npm/${name}@${version}` } },
		components: [...byPurl.keys()].sort().map((purl) => byPurl.get(purl)),
	};
}

function component(dependency: Dependency): object {
	const { name, version, license, integrity } = dependency;
	const purl = purlOf(dependency);
	return {
		type: 'library',
		'bom-ref': purl,
		name,
		version,
		purl,
		// Tools of development: none of them is part of what is published.
		scope: 'excluded',
		...(license && { licenses: [{ expression: license }] }),
		...(integrity && { hashes: integrity.split(' ').map(hashOf) }),
	};
}

function purlOf({ name, version }: Dependency): string {
	return `pkg:npm/${name.replace(/^@/, '%40')}@${version}`;
}

/** npm writes `sha512-` and Base64; CycloneDX wants hexadecimal digits. */
function hashOf(integrity: string): object {
	const [algorithm = '', base64 = ''] = integrity.split(/-(.*)/);
	return {
		alg: algorithm.replace(/^sha/, 'SHA-'),
		content: Buffer.from(base64, 'base64').toString('hex'),
	};
}

import type { Bump } from './changelog';

const BUMPS: readonly Bump[] = ['major', 'minor', 'patch'];

/** @throws for anything but `1.2.3` */
export function partsOf(version: string): [number, number, number] {
	const match = /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)$/.exec(version);
	if (!match) throw new Error(`${version} is not a version such as 1.2.3`);
	return [Number(match[1]), Number(match[2]), Number(match[3])];
}

/**
 * The version to release.
 *
 * @param wanted one of the bumps, or a version; what the changelog asks for if undefined
 * @throws when it is less than the changelog asks for
 */
export function nextVersion(current: string, wanted: string | undefined, least: Bump): string {
	const minimum = bumped(current, least);
	const bump = BUMPS.find((name) => name === wanted);
	const next = wanted === undefined ? minimum : bump ? bumped(current, bump) : wanted;
	if (compare(partsOf(next), partsOf(minimum)) < 0) {
		throw new Error(
			`The changelog asks for a ${least} release, at least ${minimum}; ${next} is less`,
		);
	}
	return next;
}

function bumped(version: string, bump: Bump): string {
	const [major, minor, patch] = partsOf(version);
	if (bump === 'major') return `${major + 1}.0.0`;
	return bump === 'minor' ? `${major}.${minor + 1}.0` : `${major}.${minor}.${patch + 1}`;
}

function compare(one: readonly number[], other: readonly number[]): number {
	const [difference = 0] = one.map((part, index) => part - (other[index] ?? 0)).filter(Boolean);
	return difference;
}

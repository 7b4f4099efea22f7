const SEEDS = [0x9e3779b9, 0x243f6a88];

/**
 * A digest of 106 bits, of two runs of the well-known cyrb53. It tells different work of one node
 * apart; against people who look for collisions it would not do, but here they could only fool
 * themselves. Shipped code loads nothing but n8n-workflow, so Node's own hashes are out of reach.
 */
export function digest(text: string): string {
	return SEEDS.map((seed) => cyrb53(text, seed).toString(36)).join('-');
}

/** 32 bits: enough to tell two API keys apart, and of no use for finding one. */
export function keyDigest(key: string): string {
	return (cyrb53(key, SEEDS[0]) % 2 ** 32).toString(36);
}

/** By bryc, in the public domain. */
function cyrb53(text: string, seed: number): number {
	let high = 0xdeadbeef ^ seed;
	let low = 0x41c6ce57 ^ seed;
	for (let index = 0; index < text.length; index += 1) {
		const code = text.charCodeAt(index);
		high = Math.imul(high ^ code, 2654435761);
		low = Math.imul(low ^ code, 1597334677);
	}
	high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
	low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
	return 2 ** 32 * (0x1fffff & low) + (high >>> 0);
}

/** An address as a number, with its width: 32 bits, or 128. */
interface Address {
	readonly bits: bigint;
	readonly width: 32 | 128;
}

/** All addresses that begin with the same bits. */
export interface AddressRange {
	readonly address: Address;
	/** How many of the first bits count. */
	readonly prefix: number;
}

/** Reads an address or a CIDR range, e.g. `203.0.113.7`, `10.0.0.0/8` or `2001:db8::/32`. */
export function parseRange(text: string): AddressRange | undefined {
	const [first, length, ...rest] = text.split('/');
	const address = parseAddress(first);
	if (!address || rest.length > 0) return undefined;
	if (length === undefined) return { address, prefix: address.width };
	const prefix = Number(length);
	return /^\d{1,3}$/.test(length) && prefix <= address.width ? { address, prefix } : undefined;
}

export function isInRange(ip: string, { address, prefix }: AddressRange): boolean {
	const caller = parseAddress(ip);
	if (caller?.width !== address.width) return false;
	const shift = BigInt(address.width - prefix);
	return caller.bits >> shift === address.bits >> shift;
}

function parseAddress(text: string): Address | undefined {
	const ip = text.trim().toLowerCase();
	if (!ip.includes(':')) return toAddress(parseV4(ip), 32);
	// How a server that listens on IPv6 sees a caller that uses IPv4.
	const mapped = /^::ffff:([\d.]+)$/.exec(ip)?.[1];
	return mapped ? toAddress(parseV4(mapped), 32) : toAddress(parseV6(ip), 128);
}

function toAddress(bits: bigint | undefined, width: 32 | 128): Address | undefined {
	return bits === undefined ? undefined : { bits, width };
}

function parseV4(text: string): bigint | undefined {
	const parts = text.split('.');
	if (parts.length !== 4) return undefined;
	// A leading zero means octal to some and decimal to others.
	const isPart = (part: string) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255;
	return parts.every(isPart) ? join(parts.map(BigInt), 8n) : undefined;
}

function parseV6(text: string): bigint | undefined {
	const halves = withoutDots(text).split('::');
	if (halves.length > 2) return undefined;
	const [head, tail] = halves.map((half) => (half ? half.split(':') : []));
	const missing = 8 - head.length - (tail?.length ?? 0);
	if (tail ? missing < 1 : missing !== 0) return undefined;
	const groups = [...head, ...Array<string>(missing).fill('0'), ...(tail ?? [])];
	if (!groups.every((group) => /^[0-9a-f]{1,4}$/.test(group))) return undefined;
	return join(
		groups.map((group) => BigInt(`0x${group}`)),
		16n,
	);
}

/** The last 32 bits may be written as an IPv4 address. */
function withoutDots(text: string): string {
	const dotted = /[\d.]+$/.exec(text)?.[0] ?? '';
	const bits = parseV4(dotted);
	if (bits === undefined) return text;
	const groups = `${(bits >> 16n).toString(16)}:${(bits & 0xffffn).toString(16)}`;
	return `${text.slice(0, -dotted.length)}${groups}`;
}

function join(parts: readonly bigint[], width: bigint): bigint {
	return parts.reduce((bits, part) => (bits << width) | part, 0n);
}

import { isMissing, quote, InputError } from '../input/inputError';
import { isInRange, parseRange, type AddressRange } from './ipAddresses';
import { reject, type IncomingCall, type Rejection } from './types';

/**
 * @returns undefined if everybody may call
 * @throws InputError for an entry that is no address: it would never match, and lock Next Matter out
 */
export function readAllowlist(value: unknown): AddressRange[] | undefined {
	if (isMissing(value)) return undefined;
	const entries = (Array.isArray(value) ? value : String(value).split(','))
		.map((entry: unknown) => String(entry).trim())
		.filter(Boolean);
	const ranges = entries.map((entry) => {
		const range = parseRange(entry);
		if (range) return range;
		throw new InputError(
			`'IP(s) Allowlist' contains ${quote(entry)}, which is not an IP address or CIDR range`,
			'Separate the entries with commas, e.g. 203.0.113.7, 198.51.100.0/24',
		);
	});
	if (ranges.length > 0) return ranges;
	throw new InputError(
		"'IP(s) Allowlist' is filled in but contains no address",
		'Enter an IP address or a CIDR range, or remove the option',
	);
}

export function checkAllowlist(
	{ ip }: IncomingCall,
	allowlist: readonly AddressRange[],
): Rejection | undefined {
	if (allowlist.some((range) => isInRange(ip, range))) return undefined;
	return reject(
		403,
		`Calls from ${quote(ip)} are not allowed`,
		"Add the address to 'IP(s) Allowlist'. Behind a reverse proxy, n8n also needs N8N_PROXY_HOPS",
	);
}

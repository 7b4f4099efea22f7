import * as fc from 'fast-check';
import { checkAllowlist, readAllowlist } from '../../../nodes/NextMatter/webhook/allowlist';
import { isInRange, parseRange } from '../../../nodes/NextMatter/webhook/ipAddresses';
import { refusalOf } from '../inputErrorOf';

const isAllowed = (ip: string, list: unknown) => {
	const call = { method: 'POST', headers: {}, body: {}, size: 2, ip };
	return checkAllowlist(call, readAllowlist(list) ?? []) === undefined;
};

describe('the allowlist', () => {
	it.each([undefined, null, '  '])('%j allows everybody', (value) => {
		expect(readAllowlist(value)).toBeUndefined();
	});

	it.each<[string, unknown]>([
		['203.0.113.7', '203.0.113.7'],
		['203.0.113.7', '198.51.100.1, 203.0.113.7 ,'],
		['203.0.113.7', ['203.0.113.0/24']],
		['::ffff:203.0.113.7', '203.0.113.7'],
		['203.0.113.7', '::ffff:203.0.113.0/24'],
		['2001:db8::1', '2001:DB8:0:0:0:0:0:1'],
		['2001:db8:1::7', '2001:db8::/32'],
		['64:ff9b::203.0.113.7', '64:ff9b::/96'],
		['64:ff9b::203.0.113.7', '64:ff9b::cb00:7107'],
		['::ffff:1:2', '::/0'],
		['2001:db8:1:2:3:4:5:0', '2001:db8:1:2:3:4:5::'],
		['203.0.113.7', '203.0.113.0 /24'],
	])('lets %s pass by %j', (ip, list) => {
		expect(isAllowed(ip, list)).toBe(true);
	});

	it.each<[string, string]>([
		['203.0.113.70', '203.0.113.7'],
		['2001:db9::1', '2001:db8::/32'],
		['::1', '0.0.0.0/0'],
		['64:ff9b::203.0.113.7', '64:ff9b::203.0.114.0/120'],
		['2001:db8::ffff:203.0.113.7', '203.0.113.7'],
		['::ffff:203.0.113.7:1', '203.0.113.7'],
		['', '203.0.113.7'],
		['unknown', '0.0.0.0/0'],
	])('does not let %j pass by %j', (ip, list) => {
		expect(isAllowed(ip, list)).toBe(false);
	});

	it.each([
		'localhost',
		'203.0.113.256',
		'203.0.113.07',
		'203.0.113.7/33',
		'203.0.113.7/',
		'203.0.113.7/24/1',
		'203.0.113.7/-8',
		'203.0.113.7/1e1',
		'2001:db8::1::2',
		'2001:db8:1:2:3:4:5',
		'2001:db8:1:2:3:4:5:6:7',
		'2001:db8:1:2::3:4:5:6',
		'2001:db8::12345',
		'::/129',
	])('refuses the entry %s', (entry) => {
		expect(refusalOf(() => readAllowlist(`203.0.113.7, ${entry}`))).toMatchObject({
			message: `'IP(s) Allowlist' contains "${entry}", which is not an IP address or CIDR range`,
			remedy: 'Separate the entries with commas, e.g. 203.0.113.7, 198.51.100.0/24',
		});
	});

	it.each([',', [[]]])('refuses %j, which would lock out everybody', (value) => {
		expect(refusalOf(() => readAllowlist(value))).toMatchObject({
			message: "'IP(s) Allowlist' is filled in but contains no address",
			remedy: 'Enter an IP address or a CIDR range, or remove the option',
		});
	});

	it('tells a caller that is not on it by which address n8n knows it', () => {
		const call = { method: 'POST', headers: {}, body: {}, size: 2, ip: '203.0.113.8' };
		expect(checkAllowlist(call, readAllowlist('203.0.113.7') ?? [])).toEqual({
			kind: 'rejected',
			status: 403,
			error: 'Calls from "203.0.113.8" are not allowed',
			hint: "Add the address to 'IP(s) Allowlist'. Behind a reverse proxy, n8n also needs N8N_PROXY_HOPS",
		});
	});

	it('finds an address in its own range of every length, and in none that begins otherwise', () => {
		const bytes = fc.tuple(...Array.from({ length: 4 }, () => fc.integer({ min: 0, max: 255 })));
		fc.assert(
			fc.property(bytes, bytes, fc.integer({ min: 0, max: 32 }), (a, b, prefix) => {
				const range = parseRange(`${a.join('.')}/${prefix}`);
				const [first, second] = [a, b].map((ip) =>
					ip.map((byte) => byte.toString(2).padStart(8, '0')).join(''),
				);
				if (!range) throw new Error('That is a range');
				expect(isInRange(a.join('.'), range)).toBe(true);
				expect(isInRange(b.join('.'), range)).toBe(
					first.slice(0, prefix) === second.slice(0, prefix),
				);
			}),
		);
	});
});

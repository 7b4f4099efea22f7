import fc from 'fast-check';
import {
	isDowngrade,
	mayCarryKey,
	resolveAddress,
	resolveRedirect,
} from '../../../../nodes/NextMatter/api/download/target';

const BASE = 'https://core.nextmatter.com/api';
const carries = (address: string, base = BASE) => {
	const url = resolveAddress(address, base);
	return url !== undefined && mayCarryKey(url, base);
};

describe('where a file is', () => {
	it.each([
		['/media/1/a.pdf', 'https://core.nextmatter.com/media/1/a.pdf'],
		['files/1', 'https://core.nextmatter.com/api/files/1'],
		['//other.example/a', 'https://other.example/a'],
	])('%s is %s', (address, href) => {
		expect(resolveAddress(address, BASE)?.href).toBe(href);
	});

	it.each(['file:///etc/passwd', 'xhttp://h/a', 'https://'])(
		'is nowhere for %s, as an address and as the target of a redirect',
		(address) => {
			expect(resolveAddress(address, BASE)).toBeUndefined();
			expect(resolveRedirect(address, new URL(BASE))).toBeUndefined();
		},
	);

	it('is nowhere where a redirect does not say', () => {
		expect(resolveRedirect(undefined, new URL(BASE))).toBeUndefined();
		expect(resolveRedirect('../b', new URL('https://h/a/x/y'))?.href).toBe('https://h/a/b');
	});

	it('is unencrypted where nothing before it was', () => {
		const http = new URL('http://h/a');
		expect(isDowngrade(http, BASE)).toBe(true);
		expect(isDowngrade(http, 'http://h/api')).toBe(false);
		expect(isDowngrade(http, 'http://h/api', new URL('https://h/'))).toBe(true);
		expect(isDowngrade(new URL('https://h/a'), BASE)).toBe(false);
	});
});

describe('the API key', () => {
	it.each(['/media/a', 'https://CORE.nextmatter.com:443/a'])('may go to %s', (address) =>
		expect(carries(address)).toBe(true),
	);

	it.each([
		'http://core.nextmatter.com/a',
		'https://core.nextmatter.com:8443/a',
		'https://core.nextmatter.com.evil.example/a',
		'https://evil.example\\@core.nextmatter.com/a',
		'https://a@core.nextmatter.com/a',
		'https://:b@core.nextmatter.com/a',
	])('may not go to %s', (address) => expect(carries(address)).toBe(false));

	it('goes to no other host, whatever is typed', () => {
		const bits = fc.constantFrom(
			'https:',
			'http:',
			'//',
			'/',
			'\\',
			'@',
			':443',
			'core.nextmatter.com',
			'evil.example',
			'.',
			'%2e',
			'#',
			'?',
		);
		fc.assert(
			fc.property(fc.array(bits), (parts) => {
				const url = resolveAddress(parts.join(''), BASE);
				if (!url || !mayCarryKey(url, BASE)) return;
				expect(url.host).toBe('core.nextmatter.com');
				expect(url.protocol).toBe('https:');
			}),
		);
	});
});

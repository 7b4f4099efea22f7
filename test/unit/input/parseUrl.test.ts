import { parseUrl } from '../../../nodes/NextMatter/input/parseUrl';

it('knows a URL from other texts, with a base or without', () => {
	expect(parseUrl('https://exämple.com/ä')?.href).toBe('https://xn--exmple-cua.com/%C3%A4');
	expect(parseUrl('?page=2', 'http://relative')?.search).toBe('?page=2');
	expect(parseUrl('?page=2')).toBeUndefined();
	expect(parseUrl('http://')).toBeUndefined();
});

it('does so however often it is asked', () => {
	const isUrl = () => parseUrl('https://exämple.com/ä') !== undefined;
	expect(new Set(Array.from({ length: 20_000 }, isUrl))).toEqual(new Set([true]));
});

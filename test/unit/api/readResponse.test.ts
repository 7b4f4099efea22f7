import { createMask } from '../../../nodes/NextMatter/api/maskKey';
import { readResponse } from '../../../nodes/NextMatter/api/readResponse';

const open = new AbortController().signal;
const mask = createMask('abcd1234');
const masks = { mask, maskRejection: (text: string) => mask(text).replaceAll('Jane', '***') };
const read = async (statusCode: number, body: unknown, headers: object = {}) =>
	await readResponse({ statusCode, headers, body }, open, masks);

describe('where a redirect leads to', () => {
	it.each<[string | undefined, string | undefined]>([
		['https://Other.example/a b', 'https://Other.example/a b'],
		['/login?next=%2F', '/login?next=%2F'],
		['/login?key=abcd1234', '/login?key=***'],
		['https://ABCD1234.example/', 'https://***.example/'],
		['https://a%62cd1234.example/', 'https://***.example/'],
		['https://ab\tcd1234.example/', 'https://***.example/'],
		['https://ⓐbcd1234.example/', 'https://***.example/'],
		[undefined, undefined],
	])('%j is told as %j, without the key', async (location, told) => {
		expect(await read(302, '', { location })).toMatchObject({ location: told });
	});
});

it.each([
	[399, 'Jane ***'],
	[400, '*** ***'],
])('of an answer with the status %i people get %s', async (status, text) => {
	expect(await read(status, 'Jane abcd1234')).toMatchObject({ body: { form: 'text', text } });
});

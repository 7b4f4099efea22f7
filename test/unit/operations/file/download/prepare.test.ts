import { prepareDownload } from '../../../../../nodes/NextMatter/operations/file/download/prepare';
import { refusalOf } from '../../../inputErrorOf';

const prepare = (changes: Readonly<Record<string, unknown>> = {}) => {
	const parameters: Readonly<Record<string, unknown>> = {
		downloadFrom: 'formField',
		instanceId: '9001',
		formFieldId: '50222',
		urls: ['https://files.example/a.pdf'],
		outputPropertyName: ' data ',
		options: {},
		...changes,
	};
	return prepareDownload((name) => parameters[name]);
};
const common = {
	property: 'data',
	maxBytes: 100_000_000,
	idempotency: 'safe',
	howToVerify: '',
	fieldLabels: [],
};
const fromUrls = (urls: unknown) => prepare({ downloadFrom: 'urls', urls, instanceId: '' });

it('reads the instance with its values where a form field holds the files', () => {
	expect(prepare({ urls: [] })).toEqual({
		...common,
		source: { instanceId: 9001, formFieldId: 50222 },
		request: { method: 'GET', path: '/instances/9001/', query: { inject_values: 'true' } },
		action: 'read instance 9001',
		subject: { kind: 'instance', id: 9001, isRead: true },
		details: { instanceId: 9001, formFieldId: 50222 },
	});
});

it('needs no instance for URLs', () => {
	const address = 'https://files.example/a.pdf';
	expect(fromUrls([address])).toEqual({
		...common,
		addresses: [address],
		request: { method: 'GET', path: '', download: { address, maxBytes: 100_000_000 } },
		action: 'download a file',
		details: {},
	});
	expect(fromUrls([address, address]).action).toBe('download 2 files');
});

it('takes a path that only looks like a URL for a path', () => {
	expect(fromUrls(['media/a:b.pdf']).addresses).toEqual(['media/a:b.pdf']);
});

it.each<[string, unknown, number]>([
	['of megabytes', { maximumSize: 1 }, 1_000_000],
	['that is no whole number of bytes', { maximumSize: 1.2345678 }, 1_234_567],
	['of an operation without options', undefined, 100_000_000],
])('limits the size to one %s', (_what, options, maxBytes) => {
	expect(prepare({ options }).maxBytes).toBe(maxBytes);
});

it.each<[Record<string, unknown>, string]>([
	[{ outputPropertyName: ' ' }, "'Put Output File in Field' is empty"],
	[{ downloadFrom: 'ftp' }, '\'Download From\' is "ftp", which is not one of its values'],
	[{ instanceId: '' }, 'The ID of the instance is missing'],
	[{ formFieldId: 'x' }, '"x" is not the ID of a form field'],
	[
		{ options: { maximumSize: 0 } },
		"'Maximum Size (MB)' is 0, which is not a number from 0.001 to 100000",
	],
	[{ downloadFrom: 'urls', urls: [] }, "'URLs' is empty ([])"],
	[
		{ downloadFrom: 'urls', urls: ['ftp://files.example/a.pdf'] },
		'\'URLs 1\' is "ftp://files.example/a.pdf", which is not a valid URL',
	],
])('refuses %j', (changes, message) => {
	expect(refusalOf(() => prepare(changes)).message).toBe(message);
});

it('says what a URL is where neither a URL nor a path is given', () => {
	const { message, remedy } = refusalOf(() => fromUrls(['/media/a.pdf', 'offer.pdf']));
	expect(message).toBe('\'URLs 2\' is "offer.pdf", which is not a URL');
	expect(remedy).toBe(
		'Enter a full URL such as https://files.example.com/offer.pdf, or a path as Next Matter gave it',
	);
});

import { readAddress, uploadOf } from '../../../../nodes/NextMatter/operations/file/requests';

describe('readAddress', () => {
	it.each<[unknown, string | undefined]>([
		[{ file_uri: 'https://f.example/1', file: 'x/y' }, 'https://f.example/1'],
		[{ image_uri: 'https://f.example/1' }, 'https://f.example/1'],
		[{ url: 'https://f.example/1' }, 'https://f.example/1'],
		[{ uri: 'https://f.example/1' }, 'https://f.example/1'],
		[{ file: '/media/1.pdf' }, '/media/1.pdf'],
		[{ image: { url: 'https://f.example/1' } }, 'https://f.example/1'],
		[{ url: 'https://f.example/Offer 1.pdf?a=b c#d' }, 'https://f.example/Offer%201.pdf?a=b%20c#d'],
		[{ file_uri: 'https://f.example/für%20uns.pdf' }, 'https://f.example/f%C3%BCr%20uns.pdf'],
		[' https://f.example/1\u200B\n', 'https://f.example/1'],
		['<html><p>Sorry</p></html>', undefined],
		[{ url: 'https://f.example/1\nhttps://f.example/2' }, undefined],
		[{ file: 'offer.pdf', url: 'https://f.example/1' }, 'https://f.example/1'],
		[{ file: 'offer.pdf' }, undefined],
		[{ detail: 'https://f.example/1' }, undefined],
		[{ url: 'see https://f.example/1' }, undefined],
	])('in %j is %j', (body, address) => {
		expect(readAddress(body)).toBe(address);
	});
});

describe('uploadOf', () => {
	const file = { itemIndex: 0, property: 'data', fileName: 'a.pdf', mimeType: 'application/pdf' };

	it.each([
		['file', '/files/'],
		['image', '/images/'],
	] as const)('sends a %s to %s', (kind, path) => {
		expect(uploadOf(file, kind, { process: '7' })).toEqual({
			request: { method: 'POST', path, file: { ...file, part: kind, fields: { process: '7' } } },
			idempotency: 'nonIdempotent',
			action: 'upload "a.pdf"',
			howToVerify:
				'The file may have been uploaded; uploading it a second time would only leave a spare copy.',
			expectedBody: 'the URL of the file',
			remedyByStatus: {
				400: expect.stringMatching(/^Check the file/),
				403: expect.stringMatching(/allow this user to upload files/),
				404: expect.stringMatching(/known from third-party code only/),
				413: expect.stringMatching(/larger than Next Matter accepts/),
			},
			fieldLabels: [],
		});
	});
});

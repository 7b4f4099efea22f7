import { openItemFiles } from '../../../../../nodes/NextMatter/api/binaryFiles';
import { upload } from '../../../../../nodes/NextMatter/operations/file/upload';
import { itemContextIn } from '../../../itemContext';

function planOf(simplify: boolean, stored: object = { data: 'AAEC' }) {
	const data = { data: '', mimeType: 'application/pdf', fileName: 'offer.pdf', ...stored };
	const parameters: Readonly<Record<string, unknown>> = {
		binaryPropertyName: 'data',
		uploadAs: 'automatic',
		additionalFields: {},
		simplify,
	};
	const files = openItemFiles({ json: {}, binary: { data } }, 0);
	return upload.prepare((name) => parameters[name], { ...itemContextIn('UTC'), files });
}
const SIMPLE = { url: '/media/1.pdf', file_name: 'offer.pdf', mime_type: 'application/pdf' };

describe('an uploaded file', () => {
	it.each<[unknown]>([[{ id: 7, file_uri: '/media/1.pdf' }], ['/media/1.pdf']])(
		'is put out with its address, from the answer %j',
		(body) => {
			expect(upload.present(planOf(true), body)).toEqual({ ...SIMPLE, size: 3 });
		},
	);

	it('has no size where n8n does not tell it', () => {
		const plan = planOf(true, { id: 'filesystem-v2:x' });
		expect(upload.present(plan, '/media/1.pdf')).toEqual({ ...SIMPLE, size: null });
		expect(upload.present(planOf(true, { data: '' }), '/media/1.pdf')).toEqual({
			...SIMPLE,
			size: 0,
		});
	});

	it('is as the API sent it without Simplify', () => {
		const body = { id: 7, image_uri: '/media/1.pdf' };
		expect(upload.present(planOf(false), body)).toBe(body);
		expect(upload.present(planOf(false), '/media/1.pdf')).toEqual({ url: '/media/1.pdf' });
	});

	it.each<[unknown]>([[undefined], [{ id: 7 }]])('has no address in %j', (body) => {
		expect(upload.present(planOf(true), body)).toBeUndefined();
		expect(upload.present(planOf(false), body)).toBeUndefined();
	});
});

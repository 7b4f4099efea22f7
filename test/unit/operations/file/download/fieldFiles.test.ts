import { filesOfField } from '../../../../../nodes/NextMatter/operations/file/download/fieldFiles';

const place = { instanceId: 9001, formFieldId: 7 };
const withField = (field: object) =>
	filesOfField({ steps: [{ id: 5001, actions: [{ id: 8 }, field] }] }, place);
const holding = (value: unknown) => withField({ id: 7, type: 'file', value });

describe('the files of a form field', () => {
	it.each<[unknown, string[]]>([
		['https://f.example/Offer 1.pdf', ['https://f.example/Offer%201.pdf']],
		[
			['/media/1.pdf', { url: 'https://f.example/2' }],
			['/media/1.pdf', 'https://f.example/2'],
		],
		[null, []],
	])('in %j are %j', (value, addresses) => {
		expect(holding(value)).toEqual({ addresses });
	});

	it.each<[unknown, string]>([
		['Laptops', '"Laptops"'],
		[['https://f.example/1', 'offer.pdf', 'x'], '"offer.pdf"'],
	])('are not in %j, which holds something else', (value, quoted) => {
		expect(holding(value)).toEqual({
			failure: {
				message: `The value of form field 7 of instance 9001 contains ${quoted}, which is not the URL of a file`,
				remedy: 'Choose a form field of the type File Upload, Image Upload, Drawing or URL',
				certainty: 'rejected',
			},
		});
	});

	it('are not to be had where the form field is not shown', () => {
		expect(withField({ id: 9 })).toEqual({
			failure: {
				message: 'Next Matter does not show form field 7 of instance 9001',
				remedy:
					'Check the ID of the form field: you can find it in the Next Matter workflow editor',
				certainty: 'rejected',
			},
		});
	});

	it('are not to be had where no form field is recognized', () => {
		expect(filesOfField(null, place)).toMatchObject({
			failure: {
				message: 'Next Matter does not show form field 7 of instance 9001',
				remedy:
					"No form field was recognized in the answer. Read the URLs with 'Form Field > Get Values of Instance' and download them as URLs",
			},
		});
	});
});

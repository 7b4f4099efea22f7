import type { IdSubject } from '../../../nodes/NextMatter/input/links';
import { readIdFromLink } from '../../../nodes/NextMatter/input/links';
import { refusalOf } from '../refusalOf';

describe('readIdFromLink', () => {
	it.each<[string, IdSubject, string, string]>([
		[
			'the address in the API',
			'instance',
			'https://core.nextmatter.com/api/instances/9001/',
			'9001',
		],
		[
			'the address in the API with an action',
			'instance',
			'https://core.nextmatter.com/api/instances/9001/complete_step/',
			'9001',
		],
		['an address of the app with one number', 'step', 'https://app.nextmatter.com/s/5001', '5001'],
		['a word in the singular', 'instance', 'https://app.nextmatter.com/instance/9001', '9001'],
		['a word in capitals', 'step', 'https://app.nextmatter.com/STEPS/5001', '5001'],
		['a link without TLS', 'step', 'http://localhost:5678/steps/5001', '5001'],
		['one of two numbers by its word', 'instance', 'https://h/instances/9001/steps/5001', '9001'],
		['the other of the two by its word', 'step', 'https://h/instances/9001/steps/5001', '5001'],
		['a number by its word beside a bare one', 'step', 'https://h/company/77/step/5001', '5001'],
		['a form field', 'form field', 'https://h/steps/5001/actions/50222', '50222'],
		['a form field in the singular', 'form field', 'https://h/steps/5001/action/50222', '50222'],
		['a query', 'instance', 'https://app.nextmatter.com/view?instance_id=5', '5'],
		['a query in camel case', 'instance', 'https://h/view?instanceId=5&stepId=6', '5'],
		['a query with a bare word', 'step', 'https://h/view?instance=5&step=6', '6'],
		['a query after the path of another', 'step', 'https://h/instances/9001/?step_id=6', '6'],
		['a fragment', 'step', 'https://app.nextmatter.com/#/instances/9001/steps/5001', '5001'],
		['a query in the fragment', 'step', 'https://h/#/view?instance_id=9001&step_id=5001', '5001'],
		['a fragment that is just the number', 'step', 'https://app.nextmatter.com/view#5001', '5001'],
		['the same number twice', 'step', 'https://h/steps/5001?step=5001', '5001'],
		['the same number without a word twice', 'step', 'https://h/5001/view/5001', '5001'],
		['a link with doubled slashes', 'step', 'https://h//steps//5001//', '5001'],
		['a number by its word after a doubled slash', 'step', 'https://h/77/steps//5001', '5001'],
		['a link whose host and port hold numbers', 'step', 'https://10.0.0.1:8443/view/5001', '5001'],
		['a link beside words with digits', 'step', 'https://h/v2/b1c2d3/5001', '5001'],
	])('finds the ID in %s', (_what, subject, link, expected) => {
		expect(readIdFromLink(subject, link)).toBe(expected);
	});

	it.each<[string, IdSubject, string, string]>([
		['two numbers without a word', 'step', 'https://h/77/5001', '77, 5001'],
		['a number in a slug beside another', 'step', 'https://h/offer-12/5001', '12, 5001'],
		['a decimal', 'step', 'https://h/steps/50.5', '50, 5'],
		['two numbers of its kind', 'step', 'https://h/steps/1/?step_id=2', '1, 2'],
		['two words of others', 'form field', 'https://h/instances/1/steps/2', '1, 2'],
	])('refuses %s', (_what, subject, link, numbers) => {
		expect(refusalOf(() => readIdFromLink(subject, link))).toMatchObject({
			message: `The link "${link}" holds several numbers (${numbers}), so the ${subject} cannot be told`,
			remedy: `Enter the ID of the ${subject} itself`,
		});
	});

	it.each<[string, IdSubject, string, string]>([
		['an instance given as step', 'step', 'https://h/api/instances/9001/', 'instance 9001'],
		['a step given as instance', 'instance', 'https://h/steps/5001', 'step 5001'],
		['a workflow given as instance', 'instance', 'https://h/workflows/3', 'workflow 3'],
		['a workflow in the singular', 'instance', 'https://h/workflow/3', 'workflow 3'],
		['a process given as instance', 'instance', 'https://h/api/processes/3/', 'workflow 3'],
		['a process in the singular', 'instance', 'https://h/api/process/3/', 'workflow 3'],
		['a form field given as step', 'step', 'https://h/actions/50222', 'form field 50222'],
		['an instance of the query given as step', 'step', 'https://h/?instance_id=5', 'instance 5'],
	])('refuses %s', (_what, subject, link, owner) => {
		expect(refusalOf(() => readIdFromLink(subject, link))).toMatchObject({
			message: `The link "${link}" leads to the ${owner}, not to the ${subject}`,
			remedy: `Paste the link of the ${subject}, or enter its ID`,
		});
	});

	it.each<[string, string]>([
		['a link without a number', 'https://app.nextmatter.com/steps/'],
		['a link whose only number is in a slug', 'https://app.nextmatter.com/offer-5001'],
		['a link whose only number is in the host', 'https://10.0.0.1:8443/steps'],
		['another scheme', 'ftp://app.nextmatter.com/steps/5001'],
		['another scheme with a web address inside', 'ftp://h/https:/steps/5001'],
		['a script', 'javascript://app.nextmatter.com/steps/5001'],
		['a link that is none', 'https://'],
		['a link with a broken host', 'https://a b/steps/5001'],
		['a percent-encoded slash before the number', 'https://h/steps%2F5001'],
		['a percent-encoded space before the number', 'https://h/steps/%205001'],
		['percent-encoded digits', 'https://h/steps/%35'],
		['a negative number', 'https://h/steps/-5'],
	])('refuses %s', (_what, link) => {
		expect(refusalOf(() => readIdFromLink('step', link))).toMatchObject({
			message: `The link "${link}" does not hold the ID of the step`,
			remedy: 'Paste a web address with the number of the step in it, or enter the ID itself',
		});
	});

	it('follows dots in a path before it looks for the number', () => {
		const link = 'https://h/instances/9001/../9002';
		expect(readIdFromLink('instance', link)).toBe('9002');
	});
});

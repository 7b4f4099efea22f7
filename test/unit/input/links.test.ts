/* eslint-disable @n8n/community-nodes/no-restricted-globals -- measures time on the processor; it never ships */
import * as fc from 'fast-check';
import type { IdSubject } from '../../../nodes/NextMatter/input/links';
import { readIdFromLink } from '../../../nodes/NextMatter/input/links';
import { refusalOf, settle } from '../inputErrorOf';
import { scale } from '../../scale';
import { anyText } from '../anyText';

const INSTANCE = 'https://app.nextmatter.com/instances/9001';

describe('readIdFromLink', () => {
	it.each<[string, IdSubject, string, string]>([
		['the URL in the API', 'instance', 'https://core.nextmatter.com/api/instances/9001/', '9001'],
		['a word in capitals', 'step', 'https://app.nextmatter.com/STEPS/5001', '5001'],
		['a URL without TLS', 'step', 'http://localhost:5678/steps/5001', '5001'],
		['one of two numbers by its word', 'instance', 'https://h/instances/9001/steps/5001', '9001'],
		['a number by its word beside a bare one', 'step', 'https://h/company/77/step/5001', '5001'],
		['a form field', 'form field', 'https://h/processes/120/steps/5001/actions/50222/', '50222'],
		['words of the API with a hyphen', 'instance', 'https://h/process-instances/9001', '9001'],
		['other words of the API for it', 'instance', 'https://h/workflow_instances/9001', '9001'],
		['a form field by its whole name', 'form field', 'https://h/form-fields/50222', '50222'],
		[
			'a form field in the words of the API',
			'form field',
			'https://h/process_step_actions/50222',
			'50222',
		],
		['words of the API in camel case', 'step', 'https://h/processStep/5001', '5001'],
		['a user', 'user', 'https://h/users/31', '31'],
		['a workflow above its instances', 'workflow', 'https://h/processes/120/instances/', '120'],
		['the path of a fragment', 'step', 'https://h/#/instances/9001/steps/5001', '5001'],
		['the path of a fragment of another style', 'step', 'https://h/#!/steps/5001?tab=2', '5001'],
		['a path beside a query', 'instance', `${INSTANCE}?page=2&template=12`, '9001'],
		['a path beside a place on the page', 'instance', `${INSTANCE}#/comments/7`, '9001'],
		['a path beside a place with a slash', 'instance', `${INSTANCE}#at/instances/7`, '9001'],
		['the same number twice', 'step', 'https://h/steps/5001?step=5001', '5001'],
		['a URL with doubled slashes', 'step', 'https://h//steps//5001//', '5001'],
		['the only number of a path', 'step', 'https://10.0.0.1:8443/view/5001', '5001'],
		['the only number beside a version', 'step', 'https://h/api/v2/5001/', '5001'],
		['the only number among words of the app', 'step', 'https://h/app/v10/5001/details', '5001'],
		['the only number, given twice', 'step', 'https://h/view/5001/5001', '5001'],
		['the only number beside a query', 'step', 'https://h/view/5001?tab=2', '5001'],
		['a path with dots in its names', 'step', 'https://h/.app/acme./a..b/steps/5001', '5001'],
		['a URL with a name and a letter of its own', 'step', 'https://jö@h/büro/steps/5001', '5001'],
	])('finds the ID in %s', (_what, subject, link, expected) => {
		expect(readIdFromLink(subject, link)).toBe(expected);
	});

	it.each<[string, IdSubject, string, string]>([
		['two numbers without a word', 'step', 'https://h/77/5001', '77, 5001'],
		['two numbers of its kind', 'step', 'https://h/steps/1/?step_id=2', '1, 2'],
		['two instances', 'instance', 'https://h/instances/1/h/instances/2', '1, 2'],
		['an instance in path and fragment', 'instance', 'https://h/instances/1#/instances/2', '1, 2'],
		['a bare number and an instance', 'instance', 'https://h/77?instanceId=2', ''],
		[
			'more numbers than a sentence can hold',
			'step',
			'https://h/1/2/3/4/5/6/7',
			'1, 2, 3, 4, 5 and 2 more',
		],
	])('refuses %s', (_what, subject, link, numbers) => {
		const { message } = refusalOf(() => readIdFromLink(subject, link));
		if (numbers === '') return;
		expect(message).toBe(
			`The URL "${link}" contains several numbers (${numbers}), so the node can't tell which is the ${subject} ID`,
		);
	});

	it.each<[string, IdSubject, string, string]>([
		['an instance given as step', 'step', 'https://h/api/instances/9001/', 'instance 9001'],
		['a workflow given as instance', 'instance', 'https://h/workflow/3', 'workflow 3'],
	])('refuses %s', (_what, subject, link, owner) => {
		const article = subject === 'instance' ? 'an' : 'a';
		expect(refusalOf(() => readIdFromLink(subject, link))).toMatchObject({
			message: `The URL "${link}" belongs to ${owner}, not to ${article} ${subject}`,
			remedy: `Paste the URL of the ${subject}, or enter its ID`,
		});
	});

	it.each<[string, string, string]>([
		['no number', 'https://h/home', ''],
		['a page of a list', 'https://h/instances?page=2', '; it contains 2 as "page"'],
		['a comment', 'https://h/comments/7', '; it contains 7 after "comments"'],
		[
			'the instances of a workflow',
			'https://h/processes/3/instances/',
			'; it contains 3 after "processes"',
		],
		['a query alone', 'https://h/view?instance_id=5', '; it contains 5 as "instance_id"'],
		['a bare number beside a step', 'https://h/77?step=5', '; it contains 77'],
		['a number before a word like its own', 'https://h/7/preview', '; it contains 7'],
		['a number before a longer word', 'https://h/7/viewer', '; it contains 7'],
		['two numbers with a comma', 'https://h/instances/9001,9002', ''],
		['a bare number beside a fragment', 'https://h/77#/comments/5', '; it contains 77'],
		['a fragment with nothing but a number', 'https://h/#/5001', '; it contains 5001'],
		['a number in host and port only', 'https://10.0.0.1:8443/instances', ''],
		['a number as user', 'https://9001:9001@h/', ''],
		['a decimal', 'https://h/instances/50.5', ''],
		['a negative number', 'https://h/instances/-5', ''],
		['dots', 'https://h/instances/9001/../9002', ''],
		['encoded dots', 'https://h/instances/9001/%2E%2e/9002', ''],
		['an encoded slash further on', 'https://h/instances/9001/x%2Finstances%2F9002', ''],
		['encoded digits', 'https://h/instances/%35', ''],
		['a backslash', 'https://h/instances/9001\\instances\\9002', ''],
		['no scheme', '://h/instances/5001', ''],
		['another scheme', 'ftp://h/instances/5001', ''],
		['a broken host', 'https://h:99999/instances/5001', ''],
	])('takes nothing from a URL with %s', (_what, link, found) => {
		const { message, remedy } = refusalOf(() => readIdFromLink('instance', link));
		expect(message.replace(/ \(contains U\+\w+\)/, '')).toBe(
			`The URL "${link}" doesn't contain the ID of an instance${found}`,
		);
		expect(remedy).toBe(
			'Enter the ID of the instance itself, or a URL such as https://core.nextmatter.com/api/instances/9001/',
		);
	});

	it('recommends a URL that has the ID of what is meant', () => {
		const subjects: IdSubject[] = ['instance', 'step', 'form field', 'user', 'workflow'];
		const recommended = subjects.map((subject) => {
			const { remedy } = refusalOf(() => readIdFromLink(subject, 'https://h/home'));
			const [sample = ''] = /https:.*$/.exec(remedy) ?? [];
			expect(sample).toContain('nextmatter.com');
			return [subject, readIdFromLink(subject, sample)];
		});
		expect(recommended).toEqual(
			subjects.map((subject) => [subject, expect.stringMatching(/^\d+$/)]),
		);
	});

	it('recommends the ID where several numbers could be it', () => {
		expect(refusalOf(() => readIdFromLink('step', 'https://h/77/5001')).remedy).toBe(
			'Enter the ID of the step itself',
		);
	});

	it('names an invisible character inside, however far behind', () => {
		const link = `https://app.nextmatter.com/${'x'.repeat(80)}/instances/90\u200B01`;
		expect(refusalOf(() => readIdFromLink('instance', link))).toMatchObject({
			message: `The URL "${link.slice(0, 59)}… contains an invisible character (U+200B)`,
			remedy: 'Type the ID of the instance instead',
		});
	});

	it.each<[string, string[]]>([
		['2', ['https://app.nextmatter.com/instances/9002']],
		['3', ['https://app.nextmatter.com/instances/9002', 'https://h/instances/9003']],
	])('names the first two of %s URLs', (count, others) => {
		const more = others.length > 1 ? ', …' : '';
		for (const separator of ['\n', ', ', '; ']) {
			const text = [INSTANCE, ...others].join(separator);
			expect(refusalOf(() => readIdFromLink('instance', text))).toMatchObject({
				message: `${count} URLs were given ("${INSTANCE}", "${others[0]}"${more}), so the node can't tell which instance is meant`,
				remedy:
					"Use one URL per item; the 'Split Out' node turns each entry of a list into an item",
			});
		}
	});

	it.each<[string, string]>([
		[`Laptop: ${INSTANCE}, urgent`, 'Laptop:  , urgent'],
		[`${INSTANCE};`, ';'],
	])('names what stands beside a URL: %s', (text, beside) => {
		expect(refusalOf(() => readIdFromLink('instance', text))).toMatchObject({
			message: `The URL "${INSTANCE}" was given together with "${beside}", so the node can't tell which instance is meant`,
			remedy: 'Enter only the URL of the instance, or its ID',
		});
	});
});

describe('several URLs in one value', () => {
	const between = fc.oneof(
		fc.constantFrom(
			'',
			'\n',
			'\r\n',
			' ',
			', ',
			',',
			';',
			'; ',
			'|',
			' | ',
			'\t',
			'/',
			'#',
			'?',
			'&',
		),
		fc.constantFrom(
			' and ',
			'\u00A0',
			'\u200B',
			'\u2028',
			'\u3000',
			'<br>',
			'","',
			')(',
			'\\',
			'%20',
		),
		anyText({ maxLength: 3 }),
	);
	const link = fc
		.tuple(
			fc.constantFrom('https://', 'http://', 'HTTPS://', ''),
			fc.constantFrom('app.nextmatter.com', 'core.nextmatter.com/api'),
			fc.constantFrom('/instances/', '/instance/'),
			fc.integer({ min: 1, max: 99_999 }),
			fc.constantFrom('', '/', '/steps/1', '?tab=1', '#top'),
		)
		.map((parts) => parts.join(''));

	it('never yield the second one', () => {
		fc.assert(
			fc.property(link, between, fc.integer({ min: 100_000 }), (one, separator, id) => {
				for (const second of [`https://h/instances/${id}`, `h/instances/${id}`]) {
					const text = `https://h/${one}${separator}${second}`.replace('h/https://', '');
					const { result } = settle(() => readIdFromLink('instance', text));
					expect(result).not.toBe(String(id));
				}
			}),
			{ numRuns: scale(300, 2000) },
		);
	});

	it('are refused whatever stands between them, if each has its scheme', () => {
		fc.assert(
			fc.property(link, between, (one, separator) => {
				const text = `https://h/${one}${separator}${INSTANCE}`;
				refusalOf(() => readIdFromLink('instance', text));
			}),
		);
	});

	it('are reported in a short sentence within no time, even a hundred thousand of them', () => {
		for (const text of [
			`${INSTANCE} `.repeat(100_000),
			`https://h/${'1/2/'.repeat(500_000)}`,
			`${'a'.repeat(1_000_000)}${INSTANCE}`,
			`${INSTANCE}${','.repeat(1_000_000)}`,
		]) {
			const started = process.cpuUsage().user;
			expect(refusalOf(() => readIdFromLink('instance', text)).message.length).toBeLessThan(330);
			expect(process.cpuUsage().user - started).toBeLessThan(5_000_000);
		}
	});
});

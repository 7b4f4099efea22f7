import type { NoFile, Reply } from '../../../../../nodes/NextMatter/api/types';
import { explainDownload } from '../../../../../nodes/NextMatter/operations/file/download/explain';
import { silence, text, throttled } from '../../../replies';

const ADDRESS = 'https://files/a.pdf';
const attempt = { action: `download ${ADDRESS}`, howToVerify: '', fieldLabels: [] };
const told = (reply: Reply) => explainDownload(reply, ADDRESS, attempt);

it.each<[Reply, string]>([
	[{ kind: 'skipped', reason: 'stopped' }, 'not-sent'],
	[{ kind: 'unreadable', property: 'data' }, 'not-sent'],
])('says of %j what is said of all requests', (reply, certainty) => {
	const failure = told(reply);
	expect(failure.certainty).toBe(certainty);
	expect(failure.message).toContain(attempt.action);
	expect(failure.message).not.toMatch(/^Did not download/);
});

it.each<[Reply, string, number | undefined]>([
	[{ ...text(502), host: 'files' }, 'files failed (HTTP 502)', 502],
	[throttled('5'), "the server isn't accepting requests right now (HTTP 429)", 429],
	[silence, 'the server did not send the whole file: ', undefined],
])('calls %j temporary', (reply, words, statusCode) => {
	expect(told(reply)).toMatchObject({
		message: expect.stringContaining(`Could not download "${ADDRESS}": ${words}`),
		remedy: 'Nothing was changed. Try again later',
		certainty: 'rejected',
		cause: { cause: 'temporarily-unavailable' },
	});
	expect(told(reply).statusCode).toBe(statusCode);
});

const FRESH =
	'Read the URL again and download the file right away: file URLs may only be valid for a short time';
const CHECK_URL = 'Check the URL, and that it leads to the file itself';
const KEY = 'The API key is only sent to the server of the base URL.';

it.each<[number | undefined, string | undefined, string, string]>([
	[404, undefined, 'files has no such file (HTTP 404)', `${CHECK_URL}. ${FRESH}`],
	[410, undefined, 'files reports that the URL has expired (HTTP 410)', FRESH],
	[
		400,
		'Request has expired',
		'files reports that the URL has expired (HTTP 400) (Request has expired)',
		FRESH,
	],
	[401, undefined, 'files denied access (HTTP 401); the URL may have expired', `${FRESH}. ${KEY}`],
	[
		403,
		'Denied',
		'files denied access (HTTP 403); the URL may have expired (Denied)',
		`${FRESH}. ${KEY}`,
	],
	[400, 'Bad', 'files refused it (HTTP 400) (Bad)', CHECK_URL],
])('explains a refusal with %s and %j', (status, said, words, remedy) => {
	const reply: Reply = { kind: 'noFile', reason: 'refused', host: 'files', status, said };
	expect(told(reply)).toEqual({
		message: `Could not download "${ADDRESS}": ${words}`,
		remedy,
		certainty: 'rejected',
		statusCode: status,
	});
});

it.each<[Exclude<NoFile, 'refused'>, string, string]>([
	['badAddress', 'it is not a URL that starts with http:// or https://', CHECK_URL],
	['badRedirect', 'files redirects to a URL that cannot be followed', CHECK_URL],
	[
		'data',
		'files answered with data of the API instead of a file',
		`${CHECK_URL}. To read data, use the operations of instances, form fields and workflows.`,
	],
	['empty', 'files sent an empty file', 'Check the file in Next Matter'],
	['notStored', 'n8n could not store the file', 'Check how much space n8n has for binary data'],
	[
		'page',
		'files sent a web page instead of a file, perhaps a login page',
		`${CHECK_URL}. ${FRESH}`,
	],
	[
		'plainHttp',
		'files would send it unencrypted (http)',
		'Use an https URL. Unencrypted files are only accepted if the base URL is http as well.',
	],
	[
		'tooLarge',
		"the file on files is larger than 'Maximum Size (MB)' allows",
		"Raise the option 'Maximum Size (MB)' if n8n has the space for it",
	],
	['tooManyRedirects', 'more than 5 redirects, the last one to files', CHECK_URL],
])('reports why there is no file: %s', (reason, words, remedy) => {
	expect(told({ kind: 'noFile', reason, host: 'files' })).toEqual({
		message: `Could not download "${ADDRESS}": ${words}`,
		remedy,
		certainty: 'rejected',
	});
});

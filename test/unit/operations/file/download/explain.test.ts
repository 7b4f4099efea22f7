import type { Reply } from '../../../../../nodes/NextMatter/api/types';
import { explainDownload } from '../../../../../nodes/NextMatter/operations/file/download/explain';
import { silence, text, throttled, unreachable } from '../../../replies';

const ADDRESS = 'https://files/a.pdf';
const attempt = { action: `download ${ADDRESS}`, howToVerify: '', fieldLabels: [] };
const told = (reply: Reply) => explainDownload(reply, ADDRESS, attempt);

it('says of a download that was not tried what is said of all requests', () => {
	const failure = told({ kind: 'skipped', reason: 'stopped' });
	expect(failure.certainty).toBe('not-sent');
	expect(failure.message).not.toMatch(/^Did not download/);
});

it.each<[Reply, string, number | undefined]>([
	[{ ...text(502), host: 'files' }, 'files failed (HTTP 502)', 502],
	[throttled('5'), 'the server takes no more requests for now (HTTP 429)', 429],
	[unreachable(), 'the server did not send the whole file, ', undefined],
	[silence, 'the server did not send the whole file, ', undefined],
])('calls %j temporary', (reply, words, statusCode) => {
	expect(told(reply)).toMatchObject({
		message: expect.stringContaining(`Did not download "${ADDRESS}": ${words}`),
		remedy: 'Nothing was changed. Run the item again later',
		certainty: 'rejected',
		cause: { cause: 'temporarily-unavailable' },
	});
	expect(told(reply).statusCode).toBe(statusCode);
});

it.each<[number, string | undefined, string]>([
	[404, undefined, 'files has no such file (HTTP 404)'],
	[410, undefined, 'the URL has expired, says files (HTTP 410)'],
	[400, 'Request has expired', 'the URL has expired, says files (HTTP 400) (Request has expired)'],
	[401, undefined, 'files does not let it be read (HTTP 401); the URL may have expired'],
	[403, 'Denied', 'files does not let it be read (HTTP 403); the URL may have expired (Denied)'],
	[400, 'Bad', 'files refuses it (HTTP 400) (Bad)'],
])('tells of a refusal with %s and %j what it means', (status, said, words) => {
	const reply: Reply = { kind: 'noFile', reason: 'refused', host: 'files', status, said };
	const failure = told(reply);
	expect(failure.message).toBe(`Did not download "${ADDRESS}": ${words}`);
	expect(failure.statusCode).toBe(status);
	expect(failure).not.toHaveProperty('cause');
});

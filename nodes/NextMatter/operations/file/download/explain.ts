import { cleanText } from '../../../api/body';
import { explainReply } from '../../../api/errors/explainReply';
import { describeCode } from '../../../api/errors/networkErrors';
import { isThrottled } from '../../../api/rateLimit';
import type { Attempt, Failure, NoFile, Reply } from '../../../api/types';
import { quote } from '../../../input/inputError';

interface Reason {
	readonly what: string;
	readonly remedy: string;
}

const LATER = 'Nothing was changed. Try again later';
const FRESH =
	'Read the URL again and download the file right away: file URLs may only be valid for a short time';
const CHECK_URL = 'Check the URL, and that it leads to the file itself';

/** Why a file did not come. Its host need not be Next Matter, so the host is named. */
export function explainDownload(reply: Reply, address: string, attempt: Attempt): Failure {
	if (reply.kind === 'skipped' || reply.kind === 'unreadable' || reply.kind === 'file') {
		return explainReply(reply, attempt);
	}
	const { what, remedy } = reasonFor(reply);
	const status = 'status' in reply ? reply.status : undefined;
	const said = reply.kind === 'noFile' && reply.said ? ` (${reply.said})` : '';
	return {
		message: cleanText(`Could not download ${quote(address)}: ${what}${said}`),
		remedy,
		certainty: 'rejected',
		...(status !== undefined && { statusCode: status }),
		...(isTemporary(reply) && { cause: { cause: 'temporarily-unavailable' } }),
	};
}

type Told = Extract<Reply, { kind: 'answer' | 'noAnswer' | 'noFile' }>;

function reasonFor(reply: Told): Reason {
	const host = reply.host ?? 'the server';
	if (reply.kind === 'noAnswer') {
		return {
			what: `${host} did not send the whole file: ${describeCode(reply.code)}`,
			remedy: LATER,
		};
	}
	if (reply.kind === 'answer') {
		const what = isThrottled(reply) ? "isn't accepting requests right now" : 'failed';
		return { what: `${host} ${what} (HTTP ${reply.status})`, remedy: LATER };
	}
	return reply.reason === 'refused'
		? refusalBy(host, reply.status ?? 0, reply.said ?? '')
		: REASONS[reply.reason](host);
}

function refusalBy(host: string, status: number, said: string): Reason {
	if (status === 404) {
		return { what: `${host} has no such file (HTTP 404)`, remedy: `${CHECK_URL}. ${FRESH}` };
	}
	if (status === 410 || /expire/i.test(said)) {
		return { what: `${host} reports that the URL has expired (HTTP ${status})`, remedy: FRESH };
	}
	if (status === 401 || status === 403) {
		return {
			what: `${host} denied access (HTTP ${status}); the URL may have expired`,
			remedy: `${FRESH}. The API key is only sent to the server of the base URL.`,
		};
	}
	return { what: `${host} refused it (HTTP ${status})`, remedy: CHECK_URL };
}

const REASONS: Readonly<Record<Exclude<NoFile, 'refused'>, (host: string) => Reason>> = {
	badAddress: () => ({
		what: 'it is not a URL that starts with http:// or https://',
		remedy: CHECK_URL,
	}),
	badRedirect: (host) => ({
		what: `${host} redirects to a URL that cannot be followed`,
		remedy: CHECK_URL,
	}),
	data: (host) => ({
		what: `${host} answered with data of the API instead of a file`,
		remedy: `${CHECK_URL}. To read data, use the operations of instances, form fields and workflows.`,
	}),
	empty: (host) => ({
		what: `${host} sent an empty file`,
		remedy: 'Check the file in Next Matter',
	}),
	notStored: () => ({
		what: 'n8n could not store the file',
		remedy: 'Check how much space n8n has for binary data',
	}),
	page: (host) => ({
		what: `${host} sent a web page instead of a file, perhaps a login page`,
		remedy: `${CHECK_URL}. ${FRESH}`,
	}),
	plainHttp: (host) => ({
		what: `${host} would send it unencrypted (http)`,
		remedy:
			'Use an https URL. Unencrypted files are only accepted if the base URL is http as well.',
	}),
	tooLarge: (host) => ({
		what: `the file on ${host} is larger than 'Maximum Size (MB)' allows`,
		remedy: "Raise the option 'Maximum Size (MB)' if n8n has the space for it",
	}),
	tooManyRedirects: (host) => ({
		what: `more than 5 redirects, the last one to ${host}`,
		remedy: CHECK_URL,
	}),
};

function isTemporary(reply: Told): boolean {
	return reply.kind === 'noAnswer' || reply.kind === 'answer';
}

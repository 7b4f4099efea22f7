import type {
	IBinaryData,
	ICredentialDataDecryptedObject,
	IHttpRequestOptions,
} from 'n8n-workflow';
import { cancelSignalOf, withSignal, type Context } from './context';
import { CREDENTIAL_TYPE, readApiKey, readBaseUrl } from './credential';
import { openDeadline } from './deadline';
import { createMask } from './maskKey';
import { fetchFile } from './download/fetchFile';
import type { FileTransport } from './download/fileTransport';
import { openForm, type Form } from './multipart';
import { readNetworkError } from './errors/networkErrors';
import { toHttpOptions, wholeBody } from './httpOptions';
import { readResponse, type Mask } from './readResponse';
import { MIN_UPLOAD_MS, totalTime } from './uploadTime';
import type { FilePart, Reply, Send } from './types';

/**
 * The only function that talks to the network. It goes through n8n's own helper, so that proxy,
 * TLS, SSRF protection and cancelling are the host's.
 *
 * @param timeoutMs how long to wait for the whole answer, headers and body
 * @param known the credential, if it has been read already
 * @returns a function that sends one request once; the credential is read here, not per request
 */
export async function createSend(
	context: Context,
	timeoutMs: number,
	known?: ICredentialDataDecryptedObject,
): Promise<Send> {
	const data: ICredentialDataDecryptedObject =
		known ?? (await context.getCredentials(CREDENTIAL_TYPE));
	const baseUrl = readBaseUrl(data.baseUrl);
	// The credential reads the key again for each request; by then a rejection would look like a fault
	// of the network.
	const apiKey = readApiKey(data.apiKey);
	const credentialsDecrypted = { id: '', name: '', type: CREDENTIAL_TYPE, data };

	const mask = createMask(apiKey);

	return async (request) => {
		const { download, file } = request;
		if (download) return await fetchFile(download, openFileTransport());
		const form = file && (await openFile(context, file));
		if (file && !form) return unreadable(file);
		const content = form ?? { body: wholeBody(baseUrl, request) };
		const idleMs = file ? Math.max(timeoutMs, MIN_UPLOAD_MS) : timeoutMs;
		const deadline = openDeadline(totalTime(idleMs, form), cancelSignalOf(context));
		const options = { ...toHttpOptions(baseUrl, request, content), timeout: idleMs };
		const givenUp = deadline.givenUp.then(
			(code): Reply => ({ kind: 'noAnswer', sent: true, code }),
		);
		try {
			// Hosts before 1.122 end no request by a signal, so nobody waits for them to do so.
			const reply = await Promise.race([
				exchange(options, deadline.signal, request.secrets),
				givenUp,
			]);
			return file && reply.kind === 'noAnswer' && form?.isBroken() ? unreadable(file) : reply;
		} finally {
			deadline.close();
			form?.close();
		}
	};

	/** Fetching files, which may lie anywhere: the key goes along only where it is asked for. */
	function openFileTransport(): FileTransport {
		const options = (url: string, signal: AbortSignal) => ({
			...toHttpOptions('', { method: 'GET', path: url }, { headers: FILE_HEADERS }),
			timeout: timeoutMs,
			abortSignal: signal,
		});
		return {
			baseUrl,
			timeoutMs,
			stop: cancelSignalOf(context),
			mask,
			getOpenly: async (url, signal) => await requestOpenly(context, options(url, signal)),
			getWithKey: async (url, signal) =>
				await context.helpers.httpRequestWithAuthentication.call(
					withSignal(context, signal),
					CREDENTIAL_TYPE,
					options(url, signal),
					{ credentialsDecrypted },
				),
			keep: async (content, fileName, mimeType) => await keep(context, content, fileName, mimeType),
		};
	}

	/** Never rejects, not even when nobody waits for it any longer. */
	async function exchange(
		options: IHttpRequestOptions,
		signal: AbortSignal,
		secrets: readonly string[] = [],
	): Promise<Reply> {
		const masks = [mask, ...secrets.map(createMask)];
		const maskAll: Mask = (text) => masks.reduce((masked, one) => one(masked), text);
		try {
			const response: unknown = await context.helpers.httpRequestWithAuthentication.call(
				withSignal(context, signal),
				CREDENTIAL_TYPE,
				{ ...options, abortSignal: signal },
				{ credentialsDecrypted },
			);
			return await readResponse(response, signal, { mask, maskRejection: maskAll });
		} catch (error) {
			return readNetworkError(error);
		}
	}
}

const FILE_HEADERS = {
	Accept: '*/*',
	// Packed, the size that is announced would not be that of the file.
	'Accept-Encoding': 'identity',
};

/** Without the key, whoever is asked. */
async function requestOpenly({ helpers }: Context, options: IHttpRequestOptions): Promise<unknown> {
	const response: unknown = await helpers.httpRequest(options);
	return response;
}

const keep = async (
	{ helpers }: Context,
	...[content, fileName, mimeType]: Parameters<FileTransport['keep']>
): Promise<IBinaryData> => {
	if ('prepareBinaryData' in helpers) {
		return await helpers.prepareBinaryData(content, fileName, mimeType);
	}
	throw new Error('Files can only be stored while the node runs');
};

async function openFile({ helpers }: Context, file: FilePart): Promise<Form | undefined> {
	try {
		return 'getBinaryDataBuffer' in helpers ? await openForm(helpers, file) : undefined;
	} catch {
		// n8n's own message would hold a path of the host; ours names the file.
		return undefined;
	}
}

function unreadable({ property }: FilePart): Reply {
	return { kind: 'unreadable', property };
}

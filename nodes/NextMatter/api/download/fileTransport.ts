import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';

type Storable = Parameters<IExecuteFunctions['helpers']['prepareBinaryData']>[0];

/** A file as it comes in. */
export type FileStream = Exclude<Storable, Buffer>;

/** What fetching a file needs of the host. */
export interface FileTransport {
	readonly baseUrl: string;
	/** How long to wait for the answer, and then for each next piece of the file. */
	readonly timeoutMs: number;
	/** Stops the execution. */
	readonly stop?: AbortSignal;
	/** Removes the API key from texts. */
	mask(text: string): string;
	/** Sends a GET request without the API key, and follows no redirect. */
	getOpenly(url: string, signal: AbortSignal): Promise<unknown>;
	/** The same with the API key. */
	getWithKey(url: string, signal: AbortSignal): Promise<unknown>;
	/** Puts a file into n8n's store. */
	keep(content: FileStream | Buffer, fileName: string, mimeType?: string): Promise<IBinaryData>;
}

/** An answer of whoever has the file; its body has not been read yet. */
export interface FileAnswer {
	readonly kind: 'fileAnswer';
	readonly status: number;
	readonly headers: unknown;
	readonly body: unknown;
}

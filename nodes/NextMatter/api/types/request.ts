import type { IDataObject, IHttpRequestMethods } from 'n8n-workflow';
import type { Reply } from './reply';

export interface ApiRequest {
	readonly method: IHttpRequestMethods;
	/** Below the base URL, with the API's exact slashes, e.g. `/instances/7/complete_step/`. */
	readonly path: string;
	readonly query?: Readonly<Record<string, string>>;
	readonly body?: IDataObject;
	/** Keys of the body that hold a path below the base URL, which the API wants as a whole address. */
	readonly addresses?: readonly string[];
	/** Sent as multipart form data instead of a body. */
	readonly file?: FilePart;
	/** Parts of the request that its answer must not be quoted with. */
	readonly secrets?: readonly string[];
	/** A file to be fetched and stored, instead of an answer of the API; `path` is empty then. */
	readonly download?: FileAddress;
}

/** Where a file is to be fetched from. */
export interface FileAddress {
	/** Absolute, or relative to the base URL. */
	readonly address: string;
	/** A larger file is refused. */
	readonly maxBytes: number;
}

/** A file of an input item. Only what it is, never its content: that is read when it is sent. */
export interface FilePart {
	/** The API's name for the part, e.g. `image`. */
	readonly part: string;
	readonly itemIndex: number;
	/** Name of the binary property. */
	readonly property: string;
	readonly fileName: string;
	readonly mimeType: string;
	/** In bytes, where n8n tells. */
	readonly size?: number;
	/** Where n8n keeps the content, unless that is in memory with the item. */
	readonly storedAs?: string;
	/** Further parts of the form, by name. */
	readonly fields: Readonly<Record<string, string>>;
}

/** Sends one request once. Never throws for what the network or the API does. */
export type Send = (request: ApiRequest) => Promise<Reply>;

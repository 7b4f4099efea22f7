import type { INodeProperties } from 'n8n-workflow';

/** One way to narrow a list of instances: what the editor shows, and how it is sent. */
export interface Filter {
	readonly input: INodeProperties;
	/** The API's name. */
	readonly query: string;
	/** @throws InputError */
	read(value: unknown, label: string, timeZone: string): string;
}

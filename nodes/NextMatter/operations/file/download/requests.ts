import type { ApiRequest } from '../../../api/types';

/** The request for a file, wherever that is. */
export function downloadOf(address: string, maxBytes: number): ApiRequest {
	return { method: 'GET', path: '', download: { address, maxBytes } };
}

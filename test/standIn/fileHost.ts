import { Media } from './media';
import { listen } from './server';

/** A server of somebody else, such as a storage service. Nobody has a key for it. */
export interface FileHost {
	url: string;
	media: Media;
	close(): Promise<void>;
}

export async function startFileHost(
	options: { tls?: { key: string; cert: string } } = {},
): Promise<FileHost> {
	const media = new Media(() => false);
	const onMistake = (error: unknown) => {
		throw error;
	};
	const listener = await listen({ ...options, onMistake }, async (incoming, response, wait) => {
		await media.serve(incoming, response, wait);
	});
	return { url: listener.url, media, close: async () => await listener.close() };
}

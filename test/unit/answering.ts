import type { ApiRequest, Reply } from '../../nodes/NextMatter/api/types';

/** Gives these replies one after another, and keeps what was asked. */
export function answering(...replies: readonly Reply[]) {
	const asked: ApiRequest[] = [];
	const ask = async (request: ApiRequest): Promise<Reply> => {
		const reply = replies[asked.length];
		asked.push(request);
		if (!reply) throw new Error(`There is no reply to request ${asked.length}`);
		return reply;
	};
	return { ask, asked };
}

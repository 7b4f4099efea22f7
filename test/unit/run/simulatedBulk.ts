import type { ApiRequest, Reply, Send } from '../../../nodes/NextMatter/api/types';
import { answer, silence, text } from '../replies';

export type Fate = 'running' | 'completed' | 'aborted' | 'missing';

/** What happens to one of the requests that stop or delete. */
export type Mishap = 'none' | 'lostBefore' | 'lostAfter' | 'loginPage';

export interface BulkServer {
	readonly send: Send;
	readonly requests: readonly ApiRequest[];
	fateOf(id: number): Fate;
	/** Whether one of the requests has stopped or deleted it. */
	hadEffect(id: number): boolean;
}

/**
 * Instances that can be stopped and deleted. Whether a refused request for several has been obeyed in
 * part is not documented, so the server can be either way.
 */
export function bulkServer(
	fates: ReadonlyMap<number, Fate>,
	{ isPartial = false, mishap = 'none' as Mishap, at = 1 } = {},
): BulkServer {
	const current = new Map(fates);
	const affected = new Set<number>();
	const requests: ApiRequest[] = [];
	let posts = 0;
	const fateOf = (id: number) => current.get(id) ?? 'missing';

	function read(id: number): Reply {
		const fate = fateOf(id);
		if (fate === 'missing') return answer(404, { detail: 'Not found.' });
		return answer(200, {
			id,
			process: 'https://h/processes/3/',
			aborted_time: fate === 'aborted' ? '2026-06-16T10:00:00Z' : null,
			completed_time: fate === 'completed' ? '2026-06-16T10:00:00Z' : null,
		});
	}

	function change(ids: readonly number[], isStop: boolean): Reply {
		const isFine = (id: number) => (isStop ? fateOf(id) === 'running' : fateOf(id) !== 'missing');
		const bad = ids.filter((id) => !isFine(id));
		if (bad.length > 0 && !isPartial) return refusalFor(bad[0]);
		for (const id of ids.filter(isFine)) {
			current.set(id, isStop ? 'aborted' : 'missing');
			affected.add(id);
		}
		if (bad.length > 0) return refusalFor(bad[0]);
		if (isStop) return answer(201, { ids });
		return { kind: 'answer', status: 204, body: { form: 'empty' } };
	}

	function refusalFor(id: number): Reply {
		return fateOf(id) === 'missing'
			? answer(404, { detail: 'Not found.' })
			: answer(400, { detail: 'This instance has ended.' });
	}

	return {
		requests,
		fateOf,
		hadEffect: (id) => affected.has(id),
		async send(request) {
			requests.push(request);
			if (request.method === 'GET') return read(Number(/(\d+)\/$/.exec(request.path)?.[1]));
			posts += 1;
			const strikes = posts === at;
			if (strikes && mishap === 'lostBefore') return silence;
			const ids = (request.body?.ids ?? []) as number[];
			const reply = change(ids, request.path.endsWith('abort'));
			if (strikes && mishap === 'lostAfter') return silence;
			return strikes && mishap === 'loginPage' ? text(200, '<html>Log in</html>') : reply;
		},
	};
}

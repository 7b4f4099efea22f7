import type { ApiRequest, Reply, Send } from '../../../../nodes/NextMatter/api/types';
import { answer, silence, text, throttled } from '../../replies';

export type Fate = 'running' | 'completed' | 'aborted' | 'missing';

/** What happens to one of the requests that stop or delete. */
export type Mishap = 'none' | 'lostBefore' | 'lostAfter' | 'busyAfter' | 'loginPage' | 'lie';

export interface BulkServer {
	readonly send: Send;
	readonly requests: readonly ApiRequest[];
	fateOf(id: number): Fate;
	/** Whether one of the requests has stopped or deleted it. */
	hadEffect(id: number): boolean;
}

/**
 * Instances that can be stopped and deleted. Whether a refused request for several has been processed in
 * part is not documented, so the server can be either way.
 */
export function bulkServer(
	fates: ReadonlyMap<number, Fate>,
	{ isPartial = false, mishap = 'none' as Mishap, at = 1, times = 1, workflows = 1 } = {},
): BulkServer {
	const current = new Map(fates);
	const affected = new Set<number>();
	const requests: ApiRequest[] = [];
	let posts = 0;
	const fateOf = (id: number) => current.get(id) ?? 'missing';

	const workflowOf = (id: number) => 3 + (id % workflows);
	const show = (id: number) => ({
		id,
		process: `https://h/processes/${workflowOf(id)}/`,
		aborted_time: fateOf(id) === 'aborted' ? '2026-06-16T10:00:00Z' : null,
		completed_time: fateOf(id) === 'completed' ? '2026-06-16T10:00:00Z' : null,
	});

	function read({ path, query }: ApiRequest): Reply {
		const number = Number(/(\d+)\//.exec(path)?.[1]);
		if (path.startsWith('/processes/')) {
			const asked = (query?.instance_ids ?? '').split(',').map(Number);
			const there = asked.filter((id) => fateOf(id) !== 'missing' && workflowOf(id) === number);
			return answer(200, { count: there.length, next: null, results: there.map(show) });
		}
		return fateOf(number) === 'missing'
			? answer(404, { detail: 'Not found.' })
			: answer(200, show(number));
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
			if (request.method === 'GET') return read(request);
			posts += 1;
			const strikes = posts >= at && posts < at + times;
			if (strikes && mishap === 'lostBefore') return silence;
			if (strikes && mishap === 'lie')
				return { kind: 'answer', status: 202, body: { form: 'empty' } };
			const ids = (request.body?.ids ?? []) as number[];
			const reply = change(ids, request.path.endsWith('abort'));
			if (strikes && mishap === 'lostAfter') return silence;
			if (strikes && mishap === 'busyAfter') return throttled('1', 503);
			return strikes && mishap === 'loginPage' ? text(200, '<html>Log in</html>') : reply;
		},
	};
}

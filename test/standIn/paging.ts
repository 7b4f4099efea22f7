import { jsonAnswer, refuse, type Answer } from './answers';
import type { JsonObject } from './json';
import type { ApiRequest, World } from './world';

const DEFAULT_SIZE = 100;
const LARGEST_SIZE = 500;

/** One page of a list, with the address of the next one. */
export function pageOf<T>(
	{ url, pagination }: World,
	{ path, query }: ApiRequest,
	all: readonly T[],
	present: (entry: T) => JsonObject,
): Answer {
	const size = Number(query.get('page_size') ?? DEFAULT_SIZE);
	if (!(size >= 1 && size <= LARGEST_SIZE)) {
		return refuse.fields({ page_size: [`Ensure this value is at most ${LARGEST_SIZE}.`] });
	}
	const isEndless = pagination === 'endless';
	const key = pagination === 'page' ? 'page' : 'cursor';
	const page = Number(query.get(key)?.replace(/^c/, '') ?? 1);
	const pages = isEndless ? Infinity : Math.max(1, Math.ceil(all.length / size));
	if (!(Number.isInteger(page) && page >= 1 && page <= pages)) {
		return refuse.notFound(key === 'cursor' ? 'Invalid cursor' : 'Invalid page.');
	}
	const addressOf = (number: number) => {
		const changed = new URLSearchParams(query);
		changed.set(key, `${key === 'cursor' ? 'c' : ''}${number}`);
		return `${url}${path}?${changed.toString()}`;
	};
	return jsonAnswer(200, {
		...(pagination === 'page' && { count: all.length }),
		next: page < pages ? addressOf(page + 1) : null,
		previous: page > 1 ? addressOf(page - 1) : null,
		results: all.slice((page - 1) * size, page * size).map(present),
	});
}

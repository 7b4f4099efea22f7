import { isInstance } from '../api/instance/instance';
import { countOf, entriesOf, MAX_PAGE_SIZE, nextPageOf } from '../api/pagination';
import type { ApiRequest, Send } from '../api/types';
import { instancePath, workflowPath } from '../api/paths';
import { bodyOf, isRejectedByApi, isSuccess } from '../api/replies';
import { WITH_VALUES } from '../operations/instance/formFieldValues';
import { isSameTime } from './watermark';
import { observe, type Observation } from './observation';
import { instanceFailure, listFailure } from './readFailure';

/** What the trigger reads from. Everything it throws is a `ReadFailure`. */
export interface Source {
	/** The first page of a list of instances. */
	list(query: Readonly<Record<string, string>>): Promise<Page>;
	/** The page after that one. */
	follow(next: ApiRequest): Promise<Page>;
	/** One instance as a whole; undefined when it is gone since it was listed. */
	read(id: number): Promise<Observation | undefined>;
	/**
	 * What has to be known of an entry of a list, read where the list does not show it; undefined when
	 * the instance is gone since then, and DEFERRED when no more may be read in this poll.
	 */
	complete(listed: Observation): Promise<Observation | typeof DEFERRED | undefined>;
	/** How many more instances may be read in this poll. */
	readsLeft(): number;
	/** The time of the server's last answer, in milliseconds since 1970. */
	serverTime(): number | undefined;
}

/** That an instance has to wait for the next poll. */
export const DEFERRED = 'deferred';

export interface Page {
	readonly observations: readonly Observation[];
	readonly next?: ApiRequest;
	/** How many there are on all pages, where the API says so. */
	readonly count?: number;
}

export interface SourceOptions {
	readonly workflowId: number;
	/** The filters in the API's words, part of each list. */
	readonly query: Readonly<Record<string, string>>;
	/** How many single instances may be read. */
	readonly maxReads: number;
	/** Whether what was entered into the form fields is needed, which no list shows. */
	readonly withValues?: boolean;
}

export function openSource(send: Send, options: SourceOptions): Source {
	const { workflowId, query, maxReads, withValues = false } = options;
	const alreadyRead = new Map<number, Observation>();
	const path = `${workflowPath(workflowId)}instances/`;
	let [reads, serverTime]: [number, number | undefined] = [0, undefined];

	async function get(request: ApiRequest) {
		const reply = await send(request);
		if (reply.kind === 'answer') serverTime = reply.serverTime ?? serverTime;
		return reply;
	}
	async function readPage(request: ApiRequest): Promise<Page> {
		const reply = await get(request);
		const body = bodyOf(reply);
		const entries = isSuccess(reply) ? entriesOf(body) : undefined;
		const observations = entries?.flatMap((entry) => observe(entry) ?? []);
		// Of a list in which nothing has an ID nothing would ever be reported.
		const isUseless = entries?.length !== 0 && observations?.length === 0;
		if (!observations || isUseless) throw listFailure(reply, workflowId);
		const next = nextPageOf(request, body);
		const count = countOf(body);
		return {
			observations,
			...(next && { next }),
			...(count !== undefined && { count }),
		};
	}
	async function read(id: number): Promise<Observation | undefined> {
		reads += 1;
		const reply = await get({
			method: 'GET',
			path: instancePath(id),
			...(withValues && { query: WITH_VALUES }),
		});
		if (isRejectedByApi(reply, GONE)) return undefined;
		const body = bodyOf(reply);
		const found =
			isSuccess(reply) && isInstance(body, id) ? observe({ id, ...body }, true) : undefined;
		if (!found) throw instanceFailure(reply, id);
		alreadyRead.set(id, found);
		return found;
	}
	return {
		list: async (more) =>
			await readPage({
				method: 'GET',
				path,
				query: { ...query, page_size: String(MAX_PAGE_SIZE), ...more },
			}),
		follow: readPage,
		read,
		async complete(listed) {
			if (listed.isRead || (listed.isWhole && !withValues)) return listed;
			const before = alreadyRead.get(listed.id);
			const isEnough =
				before?.updated !== undefined &&
				listed.updated !== undefined &&
				before.updated >= listed.updated;
			if (!isEnough && reads >= maxReads) return DEFERRED;
			const found = isEnough ? before : await read(listed.id);
			if (found) return withListed(found, listed);
			return listed.isWhole ? { ...listed, isGone: true } : undefined;
		},
		readsLeft: () => maxReads - reads,
		serverTime: () => serverTime,
	};
}

/** The list and the instance itself may give the same time with more or fewer digits. */
function withListed(found: Observation, listed: Observation): Observation {
	const [own = 0, other = 0] = [found.updated, listed.updated];
	const isMoreExact = other > own && isSameTime(own, other);
	return { ...found, listed, ...(isMoreExact && { updated: other }) };
}

/**
 * An instance that was deleted, or may not be read, keeps no other from being reported. The API has to say
 * so: after a firewall's page the instance is not gone, and its events would be lost.
 */
const GONE = [403, 404, 410];

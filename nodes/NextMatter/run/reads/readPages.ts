import type { IDataObject } from 'n8n-workflow';
import { countOf } from '../../api/pagination';
import { explainReply } from '../../api/errors/explainReply';
import type { ApiRequest, Failure, Reply } from '../../api/types';
import { isRecord } from '../../input/isRecord';
import type { Operation, Plan, CheckResult } from '../../operations/types';
import { bodyOf, isSuccess } from '../../api/replies';

/** With 500 entries on each, more than an execution can hold. */
const MAX_PAGES = 1000;
/** A page may be empty though another follows; after this many in a row nothing more will come. */
const MAX_VAIN_PAGES = 3;

/**
 * Reads a list page by page. It ends at the last page, when there is enough, and when pages bring
 * nothing new; an entry that comes again on a later page is left out.
 *
 * @param send reads one page, again if need be
 */
export async function readPages<P extends Plan>(
	operation: Operation<P>,
	plan: P,
	send: (request: ApiRequest) => Promise<Reply>,
): Promise<CheckResult> {
	const list = openList(plan.limit);
	const asked = new Set<string>();
	for (let request: ApiRequest | undefined = plan.request, pages = 1; request; pages += 1) {
		asked.add(JSON.stringify(request.query));
		const reply = await send(request);
		if (pages > 1 && isBeyondTheEnd(reply)) return list.done(SHRUNK);
		const page = isSuccess(reply) ? operation.present(plan, bodyOf(reply)) : undefined;
		if (!page) return { kind: 'failed', failure: explainReply(reply, plan) };
		if (!operation.nextPage) return { kind: 'done', json: page };
		list.add([page].flat(), countOf(bodyOf(reply)));
		if (list.isFull()) return list.full();
		request = operation.nextPage(plan, bodyOf(reply));
		// A link that leads in circles would never end.
		if (request && asked.has(JSON.stringify(request.query))) return list.done(CIRCLE);
		if (request && list.vainPages() >= MAX_VAIN_PAGES) return list.done(NOTHING_NEW);
		if (request && pages >= MAX_PAGES) return { kind: 'failed', failure: tooLong(plan) };
	}
	return list.done();
}

const SHRUNK =
	'The list became shorter while it was read, so entries may be missing. Run the node again if you need all of them';
const MOVED =
	'The list changed while it was read: entries that came twice were left out, and others may be missing. Run the node again if you need all of them';
const CIRCLE = "Next Matter's pages repeat, so the node stopped there. Entries may be missing";
const fewer = (sent: number, counted: number) =>
	`Next Matter counted ${counted}, but sent ${sent}, so entries may be missing: the list may have changed while it was read. Run the node again if you need all of them`;
const NOTHING_NEW = `Next Matter kept sending pages without new entries. The node stopped after ${MAX_VAIN_PAGES} of them, so entries may be missing`;

/** What came of a list so far. */
function openList(most = Infinity) {
	const entries: IDataObject[] = [];
	const seen = new Set<string>();
	let vainPages = 0;
	let isRepeating = false;
	/** An entry that left a page that was read has moved another one onto it, which no page shows then. */
	let counted = 0;

	/** What people should know of a list that has come to its end. */
	function hintAtEnd(): string | undefined {
		if (isRepeating) return MOVED;
		return entries.length < counted ? fewer(entries.length, counted) : undefined;
	}
	return {
		/** @param count how many there are on all pages, where the API says so */
		add(page: readonly IDataObject[], count = 0): void {
			counted = Math.max(counted, count);
			const keys = page.map(keyOf);
			// Only what an earlier page has shown came again; one page may well hold two that are alike.
			const fresh = page.filter((_, place) => !seen.has(keys[place]));
			for (const key of keys) seen.add(key);
			for (const entry of fresh) if (entries.length < most) entries.push(entry);
			isRepeating ||= fresh.length < page.length;
			vainPages = fresh.length > 0 ? 0 : vainPages + 1;
		},
		isFull: () => entries.length >= most,
		vainPages: () => vainPages,
		full: () => toResult(entries, isRepeating ? MOVED : undefined),
		done: (hint = hintAtEnd()) => toResult(entries, hint),
	};
}

function toResult(json: IDataObject[], hint: string | undefined): CheckResult {
	return { kind: 'done', json, ...(hint !== undefined && { hints: [hint] }) };
}

/** What has an ID may have changed in between; of anything else all has to be the same. */
function keyOf(entry: IDataObject): string {
	const { id } = entry;
	return typeof id === 'number' || typeof id === 'string' ? `id ${id}` : JSON.stringify(entry);
}

/** The API's own words for a page that is no longer there, e.g. "Invalid page." */
function isBeyondTheEnd(reply: Reply): boolean {
	if (reply.kind !== 'answer' || reply.status !== 404 || reply.body.form !== 'json') return false;
	const { value } = reply.body;
	return isRecord(value) && typeof value.detail === 'string';
}

function tooLong({ action }: Plan): Failure {
	return {
		message: `The list has more than ${MAX_PAGES} pages, which is too much to ${action} at once`,
		remedy: "Nothing was changed. Use 'Limit' instead of 'Return All', or add filters",
		certainty: 'rejected',
	};
}

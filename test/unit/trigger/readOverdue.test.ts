import type { IDataObject } from 'n8n-workflow';
import { OVERLAP_MS } from '../../../nodes/NextMatter/trigger/watermark';
import { ReadFailure } from '../../../nodes/NextMatter/trigger/readFailure';
import { readOverdue } from '../../../nodes/NextMatter/trigger/readOverdue';
import { openSource } from '../../../nodes/NextMatter/trigger/source';
import type { OverdueState, OverdueName } from '../../../nodes/NextMatter/trigger/state';
import { answering, idIn, iso, NOW, settingsFor, timed, whole } from './made';

interface Case {
	readonly event?: OverdueName;
	readonly state?: OverdueState;
	readonly now?: number;
	/** The pages of the list. */
	readonly pages?: ReadonlyArray<readonly IDataObject[]>;
	readonly maxReads?: number;
}

async function read({ event = 'instanceOverdue', state = { reported: {} }, ...more }: Case) {
	const { now = NOW, pages = [[]], maxReads = 10 } = more;
	const { send, requests } = answering((request) => {
		const id = idIn(request);
		if (id !== undefined) return timed(whole({ id }));
		const page = Number(request.query?.page ?? 1);
		const next = page < pages.length && { next: `https://core.nextmatter.com/?page=${page + 1}` };
		return timed({ results: pages[page - 1], ...next });
	});
	const source = openSource(send, { workflowId: 120, query: {}, maxReads });
	const reading = await readOverdue(source, settingsFor([event]), { event, state, now });
	const observed = reading.observations.map(({ id, isRead }) => [id, isRead]);
	return { ...reading, observations: observed, requests };
}

const ofRunning = { status: 'running', page_size: '500' };

describe('instances with a deadline that has passed', () => {
	it.each<[OverdueName, object]>([
		['instanceOverdue', { deadline_before: iso(NOW), ordering: 'deadline' }],
		['stepOverdue', { step_deadline_before: iso(NOW), ordering: 'started_time' }],
	])('are asked for by the filter for %s', async (event, query) => {
		const { requests } = await read({ event });
		expect(requests.map((one) => one.query)).toEqual([{ ...ofRunning, ...query }]);
	});

	it.each<[OverdueName, string]>([
		['instanceOverdue', 'deadline_after'],
		['stepOverdue', 'step_deadline_after'],
	])('are asked for from the overlap on where there were too many of %s', async (event, after) => {
		const { requests } = await read({ event, state: { reported: {}, since: NOW - 1000 } });
		expect(requests[0].query).toMatchObject({ [after]: iso(NOW - 1000 - OVERLAP_MS) });
	});

	it('are taken as the list shows them where it shows enough, or there is nothing new', async () => {
		const state = { reported: { 9002: [NOW - 5000] } } as const;
		const pages = [[whole({ deadline: iso(NOW - 5000) }), { id: 9002 }]];
		await expect(read({ state, pages })).resolves.toMatchObject({
			event: 'instanceOverdue',
			before: NOW,
			isMultiPage: false,
			isPartial: false,
			observations: [
				[9001, false],
				[9002, false],
			],
		});
	});

	it('are read where the list shows too little, and left for the next poll where that is too much', async () => {
		const pages = [[{ id: 9001 }, { id: 9002 }, whole({ id: 9003 })]];
		const { observations, isPartial, requests } = await read({ pages, maxReads: 1 });
		expect(observations).toEqual([
			[9001, true],
			[9003, false],
		]);
		expect(isPartial).toBe(true);
		expect(requests.map(idIn)).toEqual([undefined, 9001]);
	});

	it('are a crowd on more than one page', async () => {
		const pages = [[whole()], [whole({ id: 9002 })]];
		await expect(read({ pages })).resolves.toMatchObject({ isMultiPage: true, isPartial: false });
	});

	it("cannot be reported without the server's time", async () => {
		const { send, requests } = answering(() => timed([]));
		const source = openSource(send, { workflowId: 120, query: {}, maxReads: 1 });
		const asked = { event: 'stepOverdue', state: { reported: {} }, now: undefined } as const;
		const found = readOverdue(source, settingsFor(['stepOverdue']), asked);
		await expect(found).rejects.toThrow(ReadFailure);
		await expect(found).rejects.toMatchObject({
			failure: {
				message:
					"Next Matter's response has no 'Date' header, so the trigger can't tell what is overdue",
				remedy:
					"Remove the overdue events from the trigger, or check which proxy removes the 'Date' header from the responses of the base URL",
				certainty: 'rejected',
			},
		});
		expect(requests).toEqual([]);
	});
});

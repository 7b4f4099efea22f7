import type { OnError } from 'n8n-workflow';
import type { FaultKind } from '../../standIn';
import { openTestBed, type TestBed } from '../testBed';
import { findDiscrepancies, readReports, type Report } from './audit';
import { chainOptions, chainParameters, newChain, type Task } from './chain';
import { sideBySide } from './sideBySide';
import { isVolume } from '../../scale';

const MIN_TIMEOUT_SECONDS = 2;
/** So much longer than the time-out is what takes too long: done before the second look at it, 3 s later. */
const LONGER_MS = 600;
const SLOW_MS = 440;
const SIDE_BY_SIDE = 24;
const words = { detail: 'In their own words' };

/** @param longMs longer than the time-out */
const faultsOf = (longMs: number): Readonly<Record<string, FaultKind>> => ({
	'a connection that broke before the work': { reset: 'before' },
	'a connection that broke after the work': { reset: 'after' },
	'a time-out before the work': { hang: 'before' },
	'a time-out after the work': { hang: 'after' },
	'a request that is at work for longer than the time-out': { delay: longMs },
	'an answer that comes later than the time-out': { delay: longMs, when: 'after' },
	'HTTP 500 before the work': { status: 500 },
	'HTTP 500 after the work': { status: 500, afterProcessing: true },
	'HTTP 502 after the work': { status: 502, afterProcessing: true },
	'HTTP 503': { status: 503 },
	'HTTP 503 with Retry-After': { status: 503, headers: { 'Retry-After': '1' } },
	'HTTP 429 with Retry-After': { status: 429, headers: { 'Retry-After': '1' }, body: words },
	'HTTP 429 without': { status: 429, body: words },
	'HTTP 403': { status: 403 },
	'an answer that breaks off': { truncate: true },
	'an answer of half its JSON': { truncate: 'clean' },
	'an answer too slow for the time-out': { slowBody: longMs },
	'an answer that is slow': { slowBody: SLOW_MS },
});
const unreachable: Readonly<Record<string, string>> = {
	'a refused connection': 'http://127.0.0.1:1/api',
	// A name too long for any resolver, so that nobody on the network is asked.
	'a host that does not exist': `http://${'x'.repeat(64)}.invalid/api`,
};
const modes = ['complete', 'save'] as const;
const onErrors: readonly OnError[] = [
	'stopWorkflow',
	'continueRegularOutput',
	'continueErrorOutput',
];
const retries = [false, true];

interface Setting {
	readonly fault: string;
	readonly mode: Task['mode'];
	readonly onError: OnError;
	readonly retryOnFail: boolean;
}

/**
 * Each fault with each way to continue; modes and Retry On Fail go with these in turns, so that every two
 * settings meet. All of them together are for `npm run test:volume`.
 */
const settings: Setting[] = [...Object.keys(faultsOf(0)), ...Object.keys(unreachable)].flatMap(
	(fault, place) =>
		onErrors.flatMap((onError, errorPlace) =>
			modes.flatMap((mode, modeTurn) =>
				retries
					.filter(
						(_, retryTurn) =>
							isVolume ||
							(modeTurn === (place + errorPlace) % 2 &&
								retryTurn === (Math.floor(place / 2) + Math.min(errorPlace, 1)) % 2),
					)
					.map((retryOnFail) => ({ fault, mode, onError, retryOnFail })),
			),
		),
);
const nameOf = ({ fault, mode, onError, retryOnFail }: Setting) =>
	`${fault} · ${mode} · ${onError} · Retry On Fail ${retryOnFail ? 'on' : 'off'}`;

/**
 * In each setting three instances are worked on, and the fault strikes the first request of the
 * second one. Many settings run side by side against one stand-in, since most of it is waiting.
 */
describe('whatever goes wrong, the node reports what is true', () => {
	const outcomes = new Map<string, { reports: Report[]; discrepancies: string[] }>();
	let bed: TestBed;
	let timeoutSeconds = 60;
	beforeAll(async () => {
		bed = await openTestBed({ ...chainOptions, validate: false });
		// The first round without faults loads what is used; the second tells how busy the machine is.
		await playWithoutFaults();
		timeoutSeconds = Math.max(MIN_TIMEOUT_SECONDS, 3 * (await playWithoutFaults()));
		await sideBySide(settings, SIDE_BY_SIDE, play);
	}, 600_000);
	afterAll(async () => await bed.standIn.close());

	/** @returns seconds that it took, in which each of many requests was answered */
	async function playWithoutFaults(): Promise<number> {
		const begun = performance.now();
		const healthy: Setting = { ...settings[0], fault: 'none' };
		await sideBySide(Array<Setting>(SIDE_BY_SIDE).fill(healthy), SIDE_BY_SIDE, play);
		return (performance.now() - begun) / 1000;
	}

	async function play(setting: Setting): Promise<void> {
		const { fault, mode, onError, retryOnFail } = setting;
		const name = nameOf(setting);
		const tasks = [0, 1, 2].map((index): Task => {
			const { id } = bed.standIn.createInstance(newChain);
			return { instance: id, place: 0, mode, note: `${name} ${index}` };
		});
		const kind = faultsOf(timeoutSeconds * 1000 + LONGER_MS)[fault];
		const match = { method: 'POST', instanceId: tasks[1].instance };
		if (kind) bed.standIn.faults.add({ kind, match });
		const baseUrl = unreachable[fault];
		const result = await bed.run({
			parameters: chainParameters({
				timeout: timeoutSeconds,
				maximumWait: baseUrl ? 0.5 : 10,
			}),
			items: tasks,
			node: { onError, retryOnFail, maxTries: 2, waitBetweenTries: 1 },
			...(baseUrl && { credential: { baseUrl } }),
		});
		const reports = readReports(result, tasks.length);
		const discrepancies = findDiscrepancies(bed.standIn, tasks, reports);
		outcomes.set(name, { reports, discrepancies });
	}

	it.each(settings.map((setting) => [nameOf(setting), setting] as const))('%s', (name, setting) => {
		const { reports, discrepancies } = outcomes.get(name) ?? { reports: [], discrepancies: [name] };
		expect(discrepancies).toEqual([]);
		// Which of several items gives a host up first is a matter of chance.
		const told = setting.fault in unreachable ? [...reports].sort() : reports;
		expect(told).toEqual(expectedReports(setting));
	});

	/** Requests that were lost are never sent again where that could complete a step twice. */
	const LOST = [
		'a connection that broke before the work',
		'a time-out before the work',
		'HTTP 500 before the work',
		'HTTP 503',
		'HTTP 503 with Retry-After',
	];

	/** Nothing else but a refusal, or a host that is not there, keeps an item from being done. */
	function expectedReports({ fault, mode, onError, retryOnFail }: Setting): Report[] {
		const stops = onError === 'stopWorkflow';
		if (fault in unreachable) {
			return stops ? ['not-sent', 'untold', 'untold'] : ['not-sent', 'not-sent', 'not-sent'];
		}
		if (mode === 'complete' && LOST.includes(fault)) return ['done', 'unknown', 'done'];
		const isRefused = fault === 'HTTP 403' && !(stops && retryOnFail);
		return isRefused ? ['done', 'rejected', 'done'] : ['done', 'done', 'done'];
	}
});

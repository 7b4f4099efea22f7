import {
	isSameTime,
	MAX_QUIET,
	advanceWatermark,
	trackWatermark,
	OVERLAP_MS,
} from '../../../nodes/NextMatter/trigger/watermark';
import type { Observation, Reading } from '../../../nodes/NextMatter/trigger/observation';
import { iso, NOW, observed, observedWhole } from './made';

const FROM = NOW - 300_000;
const at = (time: number, more = {}) => observedWhole({ last_updated_time: iso(time), ...more });
const reading = (observations: Observation[]) => ({
	watermark: 'updated' as const,
	observations,
	now: NOW,
});

describe('a watermark', () => {
	const instance = observedWhole();

	it.each<[string, number, boolean, boolean]>([
		['before it', FROM - 1, false, false],
		['at it', FROM, false, false],
		['with fewer digits than it was seen', NOW, false, false],
		['as it was seen', NOW + 500, false, false],
		['later within the second', NOW + 600, false, true],
		['a second later', NOW + 1000, true, true],
	])('takes a time %s for what it is', (_what, time, isNews, isChange) => {
		const watermark = trackWatermark({ from: FROM, seen: { 9001: NOW + 500 } });
		expect(watermark.isNews(instance, time)).toBe(isNews);
		expect(watermark.isChange(instance, time)).toBe(isChange);
	});

	it('takes everything at it and after it for news of an instance that was not seen', () => {
		const watermark = trackWatermark({ from: FROM, seen: { 9002: NOW } });
		for (const time of [FROM - 1, FROM]) {
			expect(watermark.isNews(instance, time)).toBe(time === FROM);
			expect(watermark.isChange(instance, time)).toBe(time === FROM);
		}
	});

	it('knows what was seen, and whether anything was seen since it was read', () => {
		const watermark = trackWatermark({ from: FROM, seen: { 9002: NOW - 1000 } });
		expect([watermark.isUnseen(9001), watermark.isUnseen(9002), watermark.hasNews()]).toEqual([
			true,
			false,
			false,
		]);
		watermark.see(instance, NOW);
		expect([watermark.timeOf(9001), watermark.timeOf(9002), watermark.hasNews()]).toEqual([
			NOW,
			NOW - 1000,
			true,
		]);
		expect(watermark.isUnseen(9001)).toBe(false);
	});
});

describe('a second change within the same second', () => {
	const seenOnce = () => {
		const watermark = trackWatermark({ from: FROM, seen: {} });
		watermark.see(at(NOW), NOW);
		return watermark;
	};

	it('shows in the fingerprint of the instance', () => {
		expect(seenOnce().isChange(at(NOW), NOW)).toBe(false);
		expect(seenOnce().isChange(at(NOW, { name: 'Renamed' }), NOW)).toBe(true);
	});

	it('is no change any more once it was seen, and neither is what was before', () => {
		const watermark = seenOnce();
		watermark.see(at(NOW, { name: 'Renamed' }), NOW);
		expect(watermark.isChange(at(NOW, { name: 'Renamed' }), NOW)).toBe(false);
		expect(watermark.isChange(at(NOW), NOW)).toBe(false);
	});

	it('may be of anything that lasts', () => {
		const changes = [
			{ deadline: iso(NOW) },
			{ priority: 2 },
			{ tags: ['a'] },
			{ stage: 'b' },
			{ active_step_ids: [2] },
			{ completed_time: iso(NOW) },
			{ aborted_time: iso(NOW) },
		];
		expect(changes.filter((more) => !seenOnce().isChange(at(NOW, more), NOW))).toEqual([]);
	});

	it('is not what changes by itself, or is shown in another way', () => {
		expect(seenOnce().isChange(at(NOW, { deadline: null, progress: 50 }), NOW)).toBe(false);
	});

	it('does not show by what the instance itself has and the list had not', () => {
		const read = observed({ ...at(NOW).json, name: 'Laptops' }, true);
		const watermark = seenOnce();
		expect(watermark.isChange(read, NOW)).toBe(false);
		watermark.see(read, NOW);
		expect(watermark.isChange(at(NOW, { name: 'Renamed' }), NOW)).toBe(true);
		expect(watermark.isChange(observed({ ...at(NOW).json, name: 'Renamed' }, true), NOW)).toBe(
			true,
		);
	});

	it.each([
		['shows in the list', NOW, true],
		['cannot be reported by a list that was older', NOW - 1000, false],
	])('of an instance that was read for an entry %s', (_what, listedAt, isChange) => {
		const watermark = trackWatermark({ from: FROM, seen: {} });
		watermark.see({ ...observed(at(NOW).json, true), listed: at(listedAt) }, NOW);
		expect(watermark.isChange(at(NOW), NOW)).toBe(false);
		expect(watermark.isChange(at(NOW, { name: 'Renamed' }), NOW)).toBe(isChange);
	});

	it('is compared only with fingerprints of the same second', () => {
		const watermark = seenOnce();
		watermark.see(at(NOW + 1000, { name: 'Renamed' }), NOW + 1000);
		expect(watermark.isChange(at(NOW + 1000), NOW + 1000)).toBe(true);
	});

	it('cannot be reported of one whose fingerprint was not kept', () => {
		const watermark = trackWatermark({ from: FROM, seen: { 9001: NOW } });
		expect(watermark.isChange(at(NOW, { name: 'Renamed' }), NOW)).toBe(false);
		watermark.see(at(NOW), NOW);
		expect(watermark.whole().fingerprints[9001]).toHaveLength(1);
		expect(watermark.isChange(at(NOW, { name: 'Renamed' }), NOW)).toBe(true);
	});
});

describe('isSameTime', () => {
	it.each([
		[NOW + 5, NOW + 5, true],
		[NOW, NOW + 5, true],
		[NOW + 5, NOW, true],
		[NOW + 5, NOW + 6, false],
	])('takes %i and %i for one, given with more digits and with fewer: %j', (one, other, same) => {
		expect(isSameTime(one, other)).toBe(same);
	});
});

describe('advanceWatermark', () => {
	const started = (time: number, id = 9001) => observedWhole({ id, started_time: iso(time) });
	const startedReading = (observations: Observation[], more: Partial<Reading> = {}): Reading => ({
		watermark: 'started',
		observations,
		now: NOW,
		...more,
	});

	it('leaves the overlap before the newest time, to the second, and keeps what is in it', () => {
		const seen = { 1: NOW - OVERLAP_MS - 1, 2: NOW - OVERLAP_MS };
		const watermark = trackWatermark({ from: 0, seen });
		watermark.see(started(NOW + 500), NOW + 500);
		expect(
			advanceWatermark(watermark, startedReading([started(NOW + 500)], { now: NOW + 900 })),
		).toEqual({
			from: NOW - OVERLAP_MS,
			seen: { 2: NOW - OVERLAP_MS, 9001: NOW + 500 },
		});
	});

	it.each([
		[NOW, NOW - OVERLAP_MS],
		[undefined, NOW + 3_600_000 - OVERLAP_MS],
	])("is not carried off by a time that has not come by the server's time %j", (now, from) => {
		const late = started(NOW + 3_600_000);
		const reading = startedReading([late], { now });
		expect(advanceWatermark(trackWatermark({ from: 0, seen: {} }), reading).from).toBe(from);
	});

	it('goes where reading has decided, but not back', () => {
		const moved = (nextFrom: number) =>
			advanceWatermark(
				trackWatermark({ from: FROM, seen: {} }),
				startedReading([started(NOW)], { nextFrom }),
			);
		expect(moved(NOW - 1000)).toEqual({ from: NOW - 1000, seen: { 9001: NOW } });
		expect(moved(FROM - 1000).from).toBe(FROM);
	});

	it('takes what is listed although it is older for as old as the watermark', () => {
		const listed = [started(FROM - 5000), started(FROM + 1000, 9002)];
		expect(
			advanceWatermark(trackWatermark({ from: FROM, seen: {} }), startedReading(listed)).seen,
		).toEqual({
			9001: FROM,
			9002: FROM + 1000,
		});
	});

	it('moves on over what is quiet, so that it fits on a page', () => {
		const seconds = (count: number) =>
			Object.fromEntries(
				Array.from({ length: count }, (_, index) => [count - index, NOW - index * 100]),
			);
		const quiet = (count: number, listed = [started(NOW, count)]) =>
			advanceWatermark(
				trackWatermark({ from: FROM, seen: seconds(count) }),
				startedReading(listed),
			);
		expect(quiet(MAX_QUIET)).toEqual({ from: FROM, seen: seconds(MAX_QUIET) });
		expect(quiet(MAX_QUIET + 1).from).toBe(NOW - MAX_QUIET * 100 + 1000);
		expect(quiet(MAX_QUIET + 1, []).from).toBe(FROM);
		const busy = trackWatermark({ from: FROM, seen: seconds(MAX_QUIET + 1) });
		busy.see(started(NOW), NOW);
		expect(advanceWatermark(busy, startedReading([started(NOW)])).from).toBe(FROM);
	});

	it.each<[string, number, boolean]>([
		['of the newest second', NOW, true],
		['of a minute before', NOW - 60_000, true],
		['of longer ago, when no list is late any more', NOW - 61_000, false],
		['with a time that says by itself whether it is another one', NOW - 1, false],
	])('keeps the fingerprint of an instance %s', (_what, time, isKept) => {
		const watermark = trackWatermark({ from: FROM, seen: { 9002: NOW } });
		watermark.see(at(time), time);
		expect('fingerprints' in advanceWatermark(watermark, reading([at(time)]))).toBe(isKept);
		expect(
			advanceWatermark(watermark, { ...reading([at(time)]), watermark: 'started' }),
		).not.toHaveProperty('fingerprints');
	});

	it('forgets the fingerprint of an instance that it does not know', () => {
		const watermark = trackWatermark({ from: FROM, seen: {}, fingerprints: { 9002: [2] } });
		watermark.see(at(NOW), NOW);
		const { fingerprints } = advanceWatermark(watermark, reading([at(NOW)]));
		expect(Object.keys(fingerprints ?? {})).toEqual(['9001']);
	});

	it('counts an entry without a time by when it was seen', () => {
		const watermark = trackWatermark({ from: 0, seen: { 9001: NOW - 60_000 } });
		const { from } = advanceWatermark(watermark, reading([observed({ id: 9001 })]));
		expect(from).toBe(NOW - 60_000 - OVERLAP_MS);
	});

	it('keeps the fingerprint of an instance beside an entry that has no time', () => {
		const watermark = trackWatermark({ from: FROM, seen: {} });
		watermark.see(at(NOW), NOW);
		expect(advanceWatermark(watermark, reading([at(NOW), observed({ id: 9002 })]))).toHaveProperty(
			'fingerprints',
		);
	});

	it('stays where it is with an entry that has no time and was never seen', () => {
		const watermark = trackWatermark({ from: FROM, seen: {} });
		expect(advanceWatermark(watermark, reading([observed({ id: 9001 })]))).toEqual({
			from: FROM,
			seen: {},
		});
	});

	it('stays where it is with nothing listed', () => {
		const watermark = trackWatermark({ from: FROM, seen: { 9001: NOW } });
		expect(advanceWatermark(watermark, reading([]))).toEqual({ from: FROM, seen: { 9001: NOW } });
	});
});

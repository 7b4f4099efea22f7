import { moveMark, newMark, OVERLAP_MS } from '../../../nodes/NextMatter/trigger/marks';
import type { Observation } from '../../../nodes/NextMatter/trigger/observation';
import { iso, NOW, observed, observedWhole } from './made';

const FROM = NOW - 300_000;
const at = (time: number, more = {}) => observedWhole({ last_updated_time: iso(time), ...more });
const reading = (observations: Observation[]) => ({
	mark: 'updated' as const,
	observations,
	now: NOW,
});

describe('a second change within the same second', () => {
	const seenOnce = () => {
		const mark = newMark({ from: FROM, seen: {} });
		mark.see(at(NOW), NOW);
		return mark;
	};

	it('shows in how the instance looks', () => {
		expect(seenOnce().isChange(at(NOW), NOW)).toBe(false);
		expect(seenOnce().isChange(at(NOW, { name: 'Renamed' }), NOW)).toBe(true);
	});

	it('is no change any more once it was seen, and neither is what was before', () => {
		const mark = seenOnce();
		mark.see(at(NOW, { name: 'Renamed' }), NOW);
		expect(mark.isChange(at(NOW, { name: 'Renamed' }), NOW)).toBe(false);
		expect(mark.isChange(at(NOW), NOW)).toBe(false);
	});

	it('cannot be told of one whose look was not kept', () => {
		const mark = newMark({ from: FROM, seen: { 9001: NOW } });
		expect(mark.isChange(at(NOW, { name: 'Renamed' }), NOW)).toBe(false);
		mark.see(at(NOW), NOW);
		expect(mark.isChange(at(NOW, { name: 'Renamed' }), NOW)).toBe(true);
	});
});

describe('moveMark', () => {
	it('forgets the look of an instance that it does not know', () => {
		const mark = newMark({ from: FROM, seen: {}, looks: { 9002: [2] } });
		mark.see(at(NOW), NOW);
		const { looks } = moveMark(mark, reading([at(NOW)]));
		expect(Object.keys(looks ?? {})).toEqual(['9001']);
	});

	it('counts an entry without a time by when it was seen', () => {
		const mark = newMark({ from: 0, seen: { 9001: NOW - 60_000 } });
		const { from } = moveMark(mark, reading([observed({ id: 9001 })]));
		expect(from).toBe(NOW - 60_000 - OVERLAP_MS);
	});

	it('stays where it is with an entry that has no time and was never seen', () => {
		const mark = newMark({ from: FROM, seen: {} });
		expect(moveMark(mark, reading([observed({ id: 9001 })]))).toEqual({ from: FROM, seen: {} });
	});

	it('stays where it is with nothing listed', () => {
		const mark = newMark({ from: FROM, seen: { 9001: NOW } });
		expect(moveMark(mark, reading([]))).toEqual({ from: FROM, seen: { 9001: NOW } });
	});
});

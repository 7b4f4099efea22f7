import { progressLine } from '../../e2e/progress';

/** A screen whose clock is set by hand. */
function bed(isTerminal: boolean) {
	const written: string[] = [];
	let time = 0;
	let tick = (): void => {};
	let intervalMs = 0;
	const progress = progressLine({
		write: (text) => written.push(text),
		isTerminal,
		now: () => time,
		every: (ms, call) => {
			intervalMs = ms;
			tick = call;
			return () => (tick = () => {});
		},
	});
	const pass = (seconds: number) => {
		for (let left = seconds * 1000; left > 0; left -= intervalMs) {
			time += intervalMs;
			tick();
		}
	};
	return { progress, written, pass };
}

it('ticks each second in a terminal, though nobody says anything', () => {
	const { progress, written, pass } = bed(true);
	progress.show('compile', 'building sqlite3');
	pass(2);
	expect(written).toEqual([
		'\r\u001B[2K[3/6] 0:00  building sqlite3 (0:00)',
		'\r\u001B[2K[3/6] 0:01  building sqlite3 (0:01)',
		'\r\u001B[2K[3/6] 0:02  building sqlite3 (0:02)',
	]);
});

it('shows the whole time and that of the part, and what was said last', () => {
	const { progress, written, pass } = bed(true);
	progress.show('packages', 'nothing yet');
	pass(61);
	progress.show('start', 'starting n8n');
	pass(1);
	progress.show('start', 'waiting for n8n');
	pass(1);
	expect(written.at(-2)).toContain('[5/6] 1:02  starting n8n (0:01)');
	expect(written.at(-1)).toContain('[5/6] 1:03  waiting for n8n (0:02)');
});

it('writes a line every 15 seconds, and for each part, where nothing can be overwritten', () => {
	const { progress, written, pass } = bed(false);
	progress.show('node', 'a');
	progress.show('node', 'b');
	pass(30);
	progress.show('packages', 'c');
	expect(written).toEqual([
		'[1/6] 0:00  a (0:00)\n',
		'[1/6] 0:15  b (0:15)\n',
		'[1/6] 0:30  b (0:30)\n',
		'[2/6] 0:30  c (0:00)\n',
	]);
});

it.each([true, false])('says nothing after its end (terminal: %p)', (isTerminal) => {
	const { progress, written, pass } = bed(isTerminal);
	progress.show('furnish', 'a');
	progress.end();
	const { length } = written;
	pass(60);
	expect(written.length).toBe(length);
});

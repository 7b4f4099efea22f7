import { pollOnce } from '../../nodes/NextMatter/trigger/poll';
import type { TriggerState } from '../../nodes/NextMatter/trigger/state';
import { SimulatedServer } from '../unit/trigger/simulatedServer';

it('remembers no more after 100,000 instances than after 1,000', async () => {
	const server = new SimulatedServer({ precisionMs: 1, entries: 'whole' });
	const events = ['instanceStarted', 'instanceCompleted', 'stepActive', 'instanceOverdue'] as const;
	const settings = { workflowId: 120, events, query: {} };
	let state: TriggerState | undefined;
	let told = 0;
	const sizes: number[] = [];
	const running: number[] = [];
	const ended: number[] = [];
	for (let round = 0; round <= 1000; round += 1) {
		const detected = await pollOnce(settings, state, server.send);
		state = detected.state;
		told += detected.events.length;
		sizes.push(JSON.stringify(state).length);
		server.forget(ended.splice(0, Math.max(0, ended.length - 150)));
		for (let count = 0; round < 1000 && count < 100; count += 1) {
			server.now += 12_000;
			running.push(server.start());
			const id = running.length > 50 ? running.shift() : undefined;
			if (id === undefined) continue;
			server.complete(id);
			ended.push(id);
		}
	}
	expect(server.count).toBe(100_000);
	// Each is started and completed, but for the last ones; of those that are running at a poll, the step.
	expect(told).toBe(100_000 + 99_950 + 1000 * 50);
	expect(Math.max(...sizes.slice(10))).toBeLessThan(1.2 * sizes[10]);
	expect(sizes[10]).toBeLessThan(6000);
	// The first poll needs one for each of the marks, for what is running, and for what is overdue.
	expect(server.requests.length).toBeLessThan(1000 * 4 * 1.2);
}, 300_000);

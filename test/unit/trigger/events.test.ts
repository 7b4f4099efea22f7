import { byTime, type TriggerEvent } from '../../../nodes/NextMatter/trigger/events';
import { iso, NOW, observed, observedWhole } from './made';

const instance = observedWhole({ started_time: iso(NOW) });
const inOrder = (events: TriggerEvent[]) => [...events].sort(byTime);

describe('byTime', () => {
	it('puts what happened to one instance at the same time in its natural order', () => {
		const events: TriggerEvent[] = [
			{ event: 'instanceStarted', instance, time: NOW },
			{ event: 'stepActive', instance, time: NOW, stepId: 1 },
			{ event: 'instanceUpdated', instance, time: NOW },
			{ event: 'stepOverdue', instance, time: NOW, stepId: 1 },
			{ event: 'instanceOverdue', instance, time: NOW },
			{ event: 'instanceCompleted', instance, time: NOW },
			{ event: 'instanceStopped', instance, time: NOW },
		];
		expect(inOrder([...events].reverse())).toEqual(events);
	});

	it('puts what happened at the same time by the instance', () => {
		const later = observedWhole({ id: 9002, started_time: iso(NOW) });
		const events: TriggerEvent[] = [
			{ event: 'instanceCompleted', instance, time: NOW },
			{ event: 'instanceStarted', instance: later, time: NOW },
		];
		expect(inOrder([...events].reverse())).toEqual(events);
	});

	it('puts the steps of one event by their IDs, one without a step first', () => {
		const events: TriggerEvent[] = [
			{ event: 'stepOverdue', instance, time: NOW },
			{ event: 'stepOverdue', instance, time: NOW, stepId: 5001 },
			{ event: 'stepOverdue', instance, time: NOW, stepId: 5002 },
		];
		expect(inOrder([...events].reverse())).toEqual(events);
		expect(inOrder(events)).toEqual(events);
	});

	it('puts what has no time last', () => {
		const timeless: TriggerEvent = { event: 'instanceOverdue', instance };
		const timed: TriggerEvent = { event: 'instanceStopped', instance, time: NOW + 1000 };
		expect(inOrder([timeless, timed])).toEqual([timed, timeless]);
	});

	it('takes a deadline before the start for the time of the start', () => {
		const started: TriggerEvent = { event: 'instanceStarted', instance, time: NOW };
		const overdue: TriggerEvent = { event: 'instanceOverdue', instance, time: NOW - 5000 };
		expect(inOrder([overdue, started])).toEqual([started, overdue]);
	});

	it('takes a deadline as it is where the start is not known', () => {
		const short = observed({ id: 9002 });
		const started: TriggerEvent = { event: 'instanceStarted', instance, time: NOW };
		const overdue: TriggerEvent = { event: 'instanceOverdue', instance: short, time: NOW - 5000 };
		expect(inOrder([started, overdue])).toEqual([overdue, started]);
	});
});

import type { IDataObject } from 'n8n-workflow';
import type { TriggerEvent } from '../../../nodes/NextMatter/trigger/events';
import { presentEvent } from '../../../nodes/NextMatter/trigger/present';
import { NOW, observed, observedWhole } from './made';

const event = (more: Partial<TriggerEvent> = {}): TriggerEvent => ({
	event: 'stepActive',
	instance: observedWhole(),
	time: NOW,
	stepId: 5001,
	...more,
});
const withStep = (step: IDataObject) =>
	event({ instance: observedWhole({ process_snapshot: { steps: [step] } }) });

describe('presentEvent', () => {
	it('puts null for a time and a step that are not known', () => {
		const item = presentEvent(event({ time: undefined, stepId: undefined }), { simplify: true });
		expect(item).toMatchObject({ event: 'stepActive', event_time: null, step: null });
	});

	it('puts a step for events of steps only', () => {
		const item = presentEvent(event({ event: 'instanceUpdated' }), { simplify: true });
		expect(item).toMatchObject({ event_time: '2026-03-01T08:00:00.000Z' });
		expect(item).not.toHaveProperty('step');
	});

	it('puts the step of a deadline, and the name of that step', () => {
		const steps = [
			{ id: 5000, name: 'Request' },
			{ id: 5001, name: 'Review' },
		];
		const instance = observedWhole({ process_snapshot: { steps } });
		const item = presentEvent(event({ event: 'stepOverdue', instance }), { simplify: true });
		expect(item.step).toEqual({ id: 5001, name: 'Review' });
	});

	it('names a step that the instance names', () => {
		const named = presentEvent(withStep({ id: 5001, name: 'Review' }), { simplify: true });
		expect(named.step).toEqual({ id: 5001, name: 'Review' });
		const unnamed = presentEvent(withStep({ id: 5001 }), { simplify: true });
		expect(unnamed.step).toEqual({ id: 5001 });
	});

	it('puts the status that a list shows of an instance without times', () => {
		const instance = observed({ id: 9001, status: 'aborted' });
		expect(presentEvent(event({ instance }), { simplify: true }).status).toBe('aborted');
		const without = observed({ id: 9001 });
		expect(presentEvent(event({ instance: without }), { simplify: true }).status).toBe('running');
	});

	it('puts null for the form fields of an instance that could not be read', () => {
		const keying = 'byName' as const;
		expect(presentEvent(event(), { simplify: false, keying }).fields).toBeNull();
		const instance = observed({ id: 9001, process_snapshot: { steps: [] } }, true);
		expect(presentEvent(event({ instance }), { simplify: false, keying }).fields).toEqual({});
	});
});

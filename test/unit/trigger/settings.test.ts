import { readSettings, watchedBy } from '../../../nodes/NextMatter/trigger/settings';
import { refusalOf } from '../inputErrorOf';
import { settingsFor } from './made';

const read = (parameters: Readonly<Record<string, unknown>>) => {
	const all: Readonly<Record<string, unknown>> = {
		workflowId: '120',
		events: ['instanceStarted'],
		filters: {},
		...parameters,
	};
	return readSettings((name) => all[name]);
};

describe('readSettings', () => {
	it('puts the events in order, each once', () => {
		const events = ['stepOverdue', 'instanceCompleted', 'stepOverdue'];
		expect(read({ events, steps: [] }).events).toEqual(['instanceCompleted', 'stepOverdue']);
	});

	it.each([undefined, null, ''])('takes the filters %j for none', (filters) => {
		expect(read({ filters }).query).toEqual({});
	});

	it.each<[unknown, string]>([
		[{ leadUser: '31', startedAfter: '2026-01-01' }, '"startedAfter"'],
		['priority', '"priority"'],
	])('refuses the filters %j', (filters, named) => {
		expect(refusalOf(() => read({ filters }))).toMatchObject({
			message: `'Filters' contains ${named}, which is not a filter of the trigger`,
			remedy: 'Expected one of leadUser, nameContains, priority, tags',
		});
	});

	it('reads filters in the words of the API', () => {
		expect(read({ filters: { leadUser: 31, nameContains: 'a' } })).toEqual({
			workflowId: 120,
			events: ['instanceStarted'],
			query: { lead_user: '31', name: 'a' },
		});
	});

	it('reads how form field values are put out', () => {
		expect(read({ formFieldValues: 'byName' }).keying).toBe('byName');
	});

	it.each<[string, Readonly<Record<string, unknown>>, string]>([
		['a workflow that is none', { workflowId: 'next' }, 'workflow'],
		['no events', { events: [] }, 'Events'],
		['an event that there is not', { events: ['instanceDeleted'] }, 'Events'],
		['steps without a value', { events: ['stepOverdue'], steps: undefined }, 'Steps'],
		['a step that is none', { events: ['stepActive'], steps: ['next'] }, 'step'],
		['steps that are empty', { events: ['stepOverdue'], steps: [''] }, 'step'],
	])('refuses %s', (_what, parameters, named) => {
		expect(refusalOf(() => read(parameters)).message).toContain(named);
	});

	it('reads steps only for events that have one', () => {
		const steps = ['5002', 5001, '5002'];
		expect(read({ steps })).not.toHaveProperty('steps');
		expect(read({ events: ['stepActive'], steps }).steps).toEqual([5001, 5002]);
		expect(read({ events: ['stepOverdue'], steps }).steps).toEqual([5001, 5002]);
		expect(read({ events: ['stepOverdue'], steps: [] })).not.toHaveProperty('steps');
	});
});

describe('watchedBy', () => {
	it('is what is kept with the state, so that an update of the node begins nothing anew', () => {
		const query = { priority: '1', name: 'a' };
		expect(watchedBy(settingsFor(['stepActive'], { steps: [5001], query }))).toBe(
			'[120,["stepActive"],[5001],[["name","a"],["priority","1"]]]',
		);
		expect(watchedBy(settingsFor(['instanceStarted']))).toBe('[120,["instanceStarted"],null,[]]');
	});

	it('is the same in whatever order the filters were added', () => {
		const [one, other] = [
			{ name: 'a', lead_user: '31', priority: '1' },
			{ priority: '1', lead_user: '31', name: 'a' },
		].map((query) => watchedBy(settingsFor(['instanceStarted'], { query })));
		expect(one).toBe(other);
	});
});

import { get } from '../../../../../nodes/NextMatter/operations/instance/get';
import { simplifyInstance } from '../../../../../nodes/NextMatter/operations/instance/simplify';
import { planFor } from '../../../planFor';
import { refusalOf } from '../../../inputErrorOf';
import { instance } from '../../../replies';

const planOf = (changes: Readonly<Record<string, unknown>> = {}) =>
	planFor(get, { instanceId: '9001', simplify: true, options: {}, ...changes });

describe('reading an instance', () => {
	it('asks for no more than is wanted', () => {
		expect(planOf()).toEqual({
			instanceId: 9001,
			simplify: true,
			withSnapshot: false,
			request: { method: 'GET', path: '/instances/9001/', query: {} },
			idempotency: 'safe',
			action: 'read instance 9001',
			subject: { kind: 'instance', id: 9001, isRead: true },
			howToVerify: '',
			fieldLabels: [],
			details: { instanceId: 9001 },
		});
	});

	it.each<[unknown, Record<string, string>]>([
		[undefined, {}],
		[{ includeValues: true }, { inject_values: 'true' }],
		[{ includeTimes: 'true' }, { steps_time_frame: 'true' }],
	])('with the options %j asks %j', (options, query) => {
		const plan = planOf({ options });
		expect(plan.request.query).toEqual(query);
		expect(plan.withSnapshot).toBe(Object.keys(query).length > 0);
	});

	it('asks for the values by their keys if they are wanted', () => {
		const plan = planOf({ formFieldValues: 'byName' });
		expect(plan.keying).toBe('byName');
		expect(plan.request.query).toEqual({ inject_values: 'true' });
		expect(plan.withSnapshot).toBe(false);
	});

	it.each<[string, unknown, string]>([
		['formFieldValues', 'x', '\'Form Field Values\' is "x", which is not one of its values'],
		['instanceId', '', 'The ID of the instance is missing'],
		['simplify', 1, "'Simplify' is 1, which is not one of its values"],
		[
			'options',
			{ includeValues: 'maybe' },
			'\'Include Form Field Values\' is "maybe", which is not one of its values',
		],
		['options', { includeTimes: 7 }, "'Include Step Times' is 7, which is not one of its values"],
	])('refuses the %s %j', (name, value, message) => {
		expect(refusalOf(() => planOf({ [name]: value })).message).toBe(message);
	});
});

describe('the instance that was read', () => {
	const snapshot = { steps: [{ id: 5001 }] };
	const options = { includeValues: true };

	it('is simplified, or as the API sent it', () => {
		const body = { ...instance, process_snapshot: snapshot };
		expect(get.present(planOf(), body)).toEqual(simplifyInstance(instance));
		expect(get.present(planOf({ simplify: false, options }), body)).toBe(body);
	});

	it.each<[unknown, unknown]>([
		[snapshot, snapshot],
		[JSON.stringify(snapshot), snapshot],
		['{"steps": [', '{"steps": ['],
	])('has what was asked for in its snapshot: %j is put out as %j', (process_snapshot, put) => {
		const json = get.present(planOf({ options }), { ...instance, process_snapshot });
		expect(json).toEqual({ ...simplifyInstance(instance), process_snapshot: put });
	});

	it.each<[unknown]>([[undefined], [{ ...instance, id: 9002 }]])('is not %j', (body) => {
		expect(get.present(planOf(), body)).toBeUndefined();
	});
});

import { completeStep } from '../../../../nodes/NextMatter/operations/instance/completeStep';
import { create } from '../../../../nodes/NextMatter/operations/instance/create';
import { instanceReplay } from '../../../../nodes/NextMatter/operations/instance/replay';
import { update } from '../../../../nodes/NextMatter/operations/instance/update';
import type { Operation, Plan } from '../../../../nodes/NextMatter/operations/types';
import { once } from '../../run/fakeOperation';

const whole = { id: 9001, process: 'https://h/processes/3/', process_snapshot: 'x'.repeat(9000) };
const plan: Plan = { ...once, details: { instanceId: 9001 } };

it.each<[string, Pick<Operation, 'replay'>]>([
	['Complete Step', { replay: completeStep.replay }],
	['Create', { replay: create.replay }],
	['Update', { replay: update.replay }],
])(
	'of the whole instance that %s puts out a little is kept, enough to read it again',
	(_, { replay }) => {
		const brief = replay?.brief(whole) ?? whole;
		expect(JSON.stringify(brief).length).toBeLessThan(500);
		expect(replay?.request(plan, brief)).toEqual({ method: 'GET', path: '/instances/9001/' });
		expect(replay?.isSame(plan, brief, whole)).toBe(true);
		expect(replay?.isSame(plan, brief, { ...whole, id: 9002 })).toBe(false);
	},
);

describe('what was put out before', () => {
	it('keeps what became of the step', () => {
		expect(instanceReplay.brief({ ...whole, step_outcome: 'already_completed' })).toMatchObject({
			id: 9001,
			step_outcome: 'already_completed',
		});
		expect(instanceReplay.brief(whole)).not.toHaveProperty('step_outcome');
	});

	it('is kept as it is where it is little already', () => {
		const little = { id: 9001, name: 'Desks' };
		expect(instanceReplay.brief(little)).toBe(little);
	});

	it.each([
		[{}, 9001],
		[{ id: null }, 9001],
		[{ id: 7 }, 7],
		[{ url: 'https://h/api/instances/7/' }, 7],
	])('of which %j is left is read again by the ID of the plan, if by no other', (brief, id) => {
		expect(instanceReplay.request(plan, brief)).toEqual({
			method: 'GET',
			path: `/instances/${id}/`,
		});
	});

	it.each([[{ id: 'x' }], [{ id: 0 }]])('is not read again by the ID of %j', (brief) => {
		expect(instanceReplay.request(plan, brief)).toBeUndefined();
	});
});

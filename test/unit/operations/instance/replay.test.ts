import { completeStep } from '../../../../nodes/NextMatter/operations/instance/completeStep';
import { create } from '../../../../nodes/NextMatter/operations/instance/create';
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

import type { INode } from 'n8n-workflow';
import {
	FIELD_IDS,
	QUESTION_FIELD_ID,
	REQUEST_STEP_ID,
	RESUME_URL_FIELD_ID,
} from '../../test/standIn';
import {
	callTool,
	lastToolAnswer,
	onlyTool,
	say,
	startModel,
	type ScriptedModel,
	type Turn,
} from '../model';
import { createModelCredential, type SavedCredential } from '../n8n/credentials';
import { finished, importWorkflow, startManually, type Execution } from '../n8n/workflows';
import { IS_2_0 } from '../world';
import { agentWorkflow, requestTool } from './agentWorkflow';
import { NODE_TYPE } from './build';
import { asked, askPeople, asleep, decide, postTo, textIn } from './review';
import { useWorld } from './useWorld';

/** The type that n8n makes of every node that can send and wait. */
const REVIEW_TYPE = `${NODE_TYPE}HitlTool`;
const REVIEW = 'Ask People';

const world = useWorld();

test(`n8n ${IS_2_0 ? '2.0 has no' : 'makes a'} node for human review of the node`, async () => {
	const types = await world().client.nodeTypes();
	expect(types.some(({ name }) => name === REVIEW_TYPE)).toBe(!IS_2_0);
});

if (!IS_2_0)
	describe('human review', () => {
		let model: ScriptedModel;
		let modelCredential: SavedCredential;
		beforeAll(async () => {
			model = await startModel();
			modelCredential = await createModelCredential(world().client, 'Script', model.baseUrl);
		});
		afterAll(async () => await model?.stop());

		/** Lets the agent ask for approval to fill in a request. @returns when it sleeps */
		async function askFor(reason: string, last: Turn, options: INode['parameters'] = {}) {
			const { client, credential, standIn } = world();
			const purchase = standIn.createInstance().id;
			const guarded = { ...requestTool(credential), name: 'Fill In', id: 'Fill In' };
			// The message is the one that n8n has for tools.
			const parameters = Object.fromEntries(
				Object.entries(askPeople(credential).parameters).filter(([key]) => key !== 'message'),
			);
			const review: INode = {
				...askPeople(credential),
				name: REVIEW,
				id: 'ask-people',
				type: REVIEW_TYPE,
				parameters: { ...parameters, options },
			};
			const name = expect.getState().currentTestName ?? 'review';
			const chatInput = `Fill in purchase ${purchase}`;
			const file = agentWorkflow({ name, chatInput, tools: [review], model: modelCredential });
			file.nodes.push(guarded);
			file.connections[guarded.name] = {
				ai_tool: [[{ node: REVIEW, type: 'ai_tool', index: 0 }]],
			};
			const toolParameters = {
				Instance: String(purchase),
				Step: String(REQUEST_STEP_ID),
				Reason: reason,
			};
			model.play([
				(request) =>
					callTool(onlyTool(request).function.name, { toolParameters, hitlParameters: {} }),
				last,
			]);
			const saved = await importWorkflow(client, file);
			const executionId = await startManually(client, saved, 'Start');
			const [id] = await asked(standIn, 1);
			await asleep(client, saved, 1);
			expect(filledIn(purchase)).toBe(false);
			return { id, purchase, executionId };
		}

		/** Whether the guarded tool has run. */
		const filledIn = (purchase: number): boolean =>
			FIELD_IDS.text in (world().standIn.getInstance(purchase)?.values ?? {});

		async function end(executionId: string): Promise<Execution> {
			const execution = await finished(world().client, executionId);
			expect(model.slips()).toEqual([]);
			expect(execution.status).toBe('success');
			return execution;
		}

		test('approved, the guarded tool runs, once, with what was approved', async () => {
			const { standIn } = world();
			const { id, purchase, executionId } = await askFor('A desk', (request) =>
				say(`Done. ${lastToolAnswer(request)}`),
			);
			standIn.integrations.manner = { times: 2 };
			await decide(standIn, id, 'Approve');
			await standIn.integrations.settled();

			await end(executionId);
			expect(filledIn(purchase)).toBe(true);
			expect(standIn.log.filter((one) => one.stepId === REQUEST_STEP_ID)).toHaveLength(1);
		});

		test('declined with a comment, the agent is told why, and the tool does not run', async () => {
			const { standIn } = world();
			const { id, purchase, executionId } = await askFor('A yacht', (request) =>
				say(`Not done. ${lastToolAnswer(request)}`),
			);
			const question = textIn(standIn, id, QUESTION_FIELD_ID);
			expect(question).toContain('Fill_In');
			expect(question).toContain('Reason: A yacht');
			await decide(standIn, id, 'Decline', 'A desk is enough');
			await standIn.integrations.settled();

			await end(executionId);
			expect(lastToolAnswer(model.requests[1])).toContain('A desk is enough');
			expect(filledIn(purchase)).toBe(false);
		});

		test('stopped, the agent is told so', async () => {
			const { standIn } = world();
			const { id, purchase, executionId } = await askFor('A lamp', (request) =>
				say(`Not done. ${lastToolAnswer(request)}`),
			);
			const url = textIn(standIn, id, RESUME_URL_FIELD_ID);
			standIn.stopAsPerson(id);
			const forged = new URL(url);
			forged.searchParams.set('signature', 'f'.repeat(64));
			expect((await postTo(forged.href)).status).toBe(401);
			expect((await postTo(url)).status).toBe(200);

			await end(executionId);
			expect(lastToolAnswer(model.requests[1])).toContain(`instance ${id} was stopped`);
			expect(filledIn(purchase)).toBe(false);
		});

		test('when nobody decides in time, the agent is told so', async () => {
			const values = { limitType: 'afterTimeInterval', resumeAmount: 0.05, resumeUnit: 'minutes' };
			const { purchase, executionId } = await askFor(
				'A chair',
				(request) => say(`Not done. ${lastToolAnswer(request)}`),
				{ limitWaitTime: { values } },
			);
			// n8n looks once a minute for those whose time is up.
			await finished(world().client, executionId).catch(() => undefined);
			await end(executionId);
			expect(lastToolAnswer(model.requests[1])).toContain('nobody decided in time');
			expect(filledIn(purchase)).toBe(false);
		});
	});

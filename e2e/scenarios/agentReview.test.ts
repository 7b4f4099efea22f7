/* eslint-disable @n8n/community-nodes/no-restricted-imports -- empties a folder of n8n; it never ships */
import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { INode } from 'n8n-workflow';
import { QUESTION_FIELD_ID, REQUEST_STEP_ID, RESUME_URL_FIELD_ID } from '../../test/standIn';
import { postJson } from '../http';
import { lastToolAnswer, say, startModel, type ScriptedModel, type Turn } from '../model';
import { createModelCredential, type SavedCredential } from '../n8n/credentials';
import { finished, importWorkflow, publish, startManually, type Execution } from '../n8n/workflows';
import { eventually } from '../waiting';
import { IS_2_0 } from '../world';
import { agentUnderReview, callGuarded, isFilledIn, REVIEW_TYPE } from './agentUnderReview';
import { node } from './build';
import { asked, asleep, decide, SOON, textIn } from './review';
import { useWorld } from './useWorld';

let eventLog = '';
const world = useWorld({
	settings: async (folder) => {
		eventLog = path.join(folder, 'events');
		return { N8N_EVENTBUS_LOGWRITER_LOGFULLPATH: path.join(eventLog, 'n8n.log') };
	},
});

const chat = (webhookId: string) =>
	node({
		name: 'Chat',
		type: '@n8n/n8n-nodes-langchain.chatTrigger',
		typeVersion: 1.3,
		webhookId,
		parameters: { public: true, mode: 'webhook', options: {} },
	});

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

		interface Asking {
			readonly options?: INode['parameters'];
			/** Of the chat that starts it, in place of the button of the editor. */
			readonly chatId?: string;
		}

		/** Lets the agent ask for approval to fill in a request. @returns when it sleeps */
		async function askFor(reason: string, last: Turn, asking: Asking = {}) {
			const { client, credential, server, standIn } = world();
			const { options, chatId } = asking;
			const purchase = standIn.createInstance().id;
			const name = expect.getState().currentTestName ?? 'review';
			model.play([callGuarded(purchase, reason), last]);
			const trigger = chatId === undefined ? undefined : chat(chatId);
			const file = agentUnderReview({ name, credential, model: modelCredential, options, trigger });
			const saved = await importWorkflow(client, file);
			if (trigger) {
				await publish(client, saved);
				await eventually('the chat answers', async () => {
					const message = { action: 'sendMessage', sessionId: 'one', chatInput: 'Please' };
					const { status } = await postJson(`${server.url}/webhook/${chatId}/chat`, message);
					return status === 404 ? undefined : status;
				});
			} else await startManually(client, saved, 'Start');
			const [id] = await asked(standIn, 1);
			const [executionId] = await asleep(client, saved, 1);
			expect(filledIn(purchase)).toBe(false);
			return { id, purchase, executionId };
		}

		const filledIn = (purchase: number): boolean => isFilledIn(world().standIn, purchase);

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
			expect((await postJson(forged.href)).status).toBe(401);
			expect((await postJson(url)).status).toBe(200);

			await end(executionId);
			expect(lastToolAnswer(model.requests[1])).toContain(`instance ${id} was stopped`);
			expect(filledIn(purchase)).toBe(false);
		});

		test('when nobody decides in time, the agent is told so', async () => {
			const { purchase, executionId } = await askFor(
				'A chair',
				(request) => say(`Not done. ${lastToolAnswer(request)}`),
				{ options: SOON },
			);
			await end(executionId);
			expect(lastToolAnswer(model.requests[1])).toContain('nobody decided in time');
			expect(filledIn(purchase)).toBe(false);
		});

		const answered = (request: Parameters<Turn>[0]) => say(`Done. ${lastToolAnswer(request)}`);

		test('a published chat sleeps over a restart whose event log is not kept', async () => {
			const { restart, standIn } = world();
			const { id, purchase, executionId } = await askFor('A bed', answered, {
				chatId: 'forgotten',
			});
			await restart(async () => await rm(eventLog, { recursive: true }));
			await decide(standIn, id, 'Approve');
			await standIn.integrations.settled();

			await end(executionId);
			expect(filledIn(purchase)).toBe(true);
			expect(standIn.log.filter((one) => one.stepId === REQUEST_STEP_ID)).toHaveLength(1);
		});

		// By its event log n8n takes the agent for one that has crashed; so it does with its own nodes.
		test('n8n that keeps its event log refuses the call after a restart; nothing runs', async () => {
			const { restart, standIn } = world();
			const { id, purchase } = await askFor('A sofa', answered, { chatId: 'kept' });
			await restart();
			await decide(standIn, id, 'Approve');
			await standIn.integrations.settled();

			expect(standIn.integrations.calls).toEqual([
				{
					instanceId: id,
					status: 409,
					answer: expect.stringContaining('has finished with error'),
				},
			]);
			expect(filledIn(purchase)).toBe(false);
		});
	});

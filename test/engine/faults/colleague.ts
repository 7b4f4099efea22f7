import axios from 'axios';
import { sleep } from 'n8n-workflow';
import type { StandIn } from '../../standIn';
import { noteId, routingId, stepId, type Task } from './chain';

/** Longer than the second to which servers tell their time. */
const LATER_MS = 1300;
const EVERY_MS = 100;

/**
 * Somebody in Next Matter who sends an instance back to a step that was just completed, from the
 * step behind it. Tries again when a fault strikes.
 *
 * @returns ends it
 */
export function startColleague(standIn: StandIn, tasks: readonly Task[]): () => void {
	let isHere = true;
	void work(standIn, new Set(tasks.filter(({ comesBack }) => comesBack)), () => isHere);
	return () => {
		isHere = false;
	};
}

async function work(standIn: StandIn, waiting: Set<Task>, isHere: () => boolean): Promise<void> {
	for (; isHere(); await sleep(EVERY_MS)) {
		for (const task of waiting) {
			const completion = standIn.log.find(
				({ effect, body }) =>
					effect === 'completed' && JSON.stringify(body).includes(`"${task.note}"`),
			);
			if (!completion || Date.now() - completion.at <= LATER_MS) continue;
			const active = standIn.getInstance(task.instance)?.activeStepIds ?? [];
			if (active.includes(stepId(task.place + 1))) await sendBack(standIn, task);
			else waiting.delete(task);
		}
	}
}

async function sendBack(standIn: StandIn, { instance, place, note }: Task): Promise<void> {
	const route = {
		action: 'return',
		comment: '',
		label: '',
		returnToStep: String(stepId(place)),
	};
	await axios
		.post(
			`${standIn.baseUrl}/instances/${instance}/complete_step/`,
			{
				step_id: stepId(place + 1),
				mode: 'complete',
				actions: [
					{ action_id: noteId(place + 1), input_object: { inputValue: `back from ${note}` } },
					{ action_id: routingId(place + 1), input_object: route },
				],
			},
			{
				headers: { Authorization: `Api-Key ${standIn.keys.admin}` },
				timeout: 10 * EVERY_MS,
				validateStatus: () => true,
			},
		)
		.catch(() => undefined);
}

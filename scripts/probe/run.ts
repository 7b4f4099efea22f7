import { ProbeClient } from './client';
import { locator } from './locate';
import { questions } from './questions';
import { readSubject } from './subject';
import type { Answered, Finding, ProbeQuestion, Subject } from './types';

export interface ProbeRun {
	readonly answers: readonly Answered[];
	readonly client: ProbeClient;
	/** Whether the key was accepted at all. */
	readonly isLetIn: boolean;
}

export interface ProbeSettings {
	readonly apiKey: string;
	readonly baseUrl: string;
	readonly instanceId?: number;
	readonly workflowId?: number;
	readonly allowsWrites: boolean;
	readonly pauseMs?: number;
}

/** @param onAnswer is told each answer when it is there */
export async function runProbe(
	settings: ProbeSettings,
	onAnswer: (answer: Answered) => void = () => {},
): Promise<ProbeRun> {
	const client = new ProbeClient(settings);
	const locate = locator();
	const subject = await readSubject(client, settings);
	const answers: Answered[] = [];
	for (const question of questions) {
		const finding = await findOut(question, { client, subject, ...settings });
		const touches = question.touches.flatMap((name) =>
			locate(name).map((file) => `${name} (${file})`),
		);
		const { id, question: text, assumed } = question;
		const answer = { id, question: text, assumed, touches, ...finding };
		answers.push(answer);
		onAnswer(answer);
	}
	const [first] = answers;
	return { answers, client, isLetIn: first?.verdict === 'as assumed' };
}

interface Means {
	readonly client: ProbeClient;
	readonly subject: Subject;
	readonly allowsWrites: boolean;
}

async function findOut(
	question: ProbeQuestion,
	{ client, subject, allowsWrites }: Means,
): Promise<Finding> {
	if (question.writes && !allowsWrites) {
		return { verdict: 'open', found: 'not asked: it needs --allow-writes' };
	}
	return await question.ask(client, subject);
}

import type { INode } from 'n8n-workflow';
import type { WorkflowFile } from '../../test/engine';
import { FIELD_IDS, REQUEST_STEP_ID, type StandIn } from '../../test/standIn';
import { callTool, onlyTool, type Turn } from '../model';
import type { SavedCredential } from '../n8n/credentials';
import { agentWorkflow, requestTool } from './agentWorkflow';
import { NODE_TYPE } from './build';
import { askPeople } from './review';

/** The type that n8n makes of every node that can send and wait. */
export const REVIEW_TYPE = `${NODE_TYPE}HitlTool`;

export interface ReviewSettings {
	readonly name: string;
	readonly credential: SavedCredential;
	readonly model: SavedCredential;
	readonly options?: INode['parameters'];
	/** In place of the button of the editor, which is pressed by hand. */
	readonly trigger?: INode;
	/** How the types of the node begin, where the package has another name. */
	readonly nodeType?: string;
}

/** An agent with a tool that completes the first step of a purchase, once people have approved. */
export function agentUnderReview(settings: ReviewSettings): WorkflowFile {
	const { name, credential, model, options = {}, trigger, nodeType = NODE_TYPE } = settings;
	const tool = requestTool(credential);
	const guarded = { ...tool, name: 'Fill In', id: 'Fill In', type: `${nodeType}Tool` };
	// The message is the one that n8n has for tools.
	const parameters = Object.fromEntries(
		Object.entries(askPeople(credential).parameters).filter(([key]) => key !== 'message'),
	);
	const review: INode = {
		...askPeople(credential),
		name: 'Ask People',
		id: 'ask-people',
		type: `${nodeType}HitlTool`,
		parameters: { ...parameters, options },
	};
	const file = agentWorkflow({ name, chatInput: 'Fill in the purchase', tools: [review], model });
	file.nodes.push(guarded);
	file.connections[guarded.name] = {
		ai_tool: [[{ node: review.name, type: 'ai_tool', index: 0 }]],
	};
	if (!trigger) return file;
	const nodes = file.nodes.map((one) =>
		one.name === 'Start' ? { ...trigger, name: one.name, position: one.position } : one,
	);
	return { ...file, nodes, pinData: undefined };
}

/** What the model says first: it calls the guarded tool. */
export function callGuarded(purchase: number, reason: string): Turn {
	const toolParameters = {
		Instance: String(purchase),
		Step: String(REQUEST_STEP_ID),
		Reason: reason,
	};
	return (request) =>
		callTool(onlyTool(request).function.name, { toolParameters, hitlParameters: {} });
}

/** Whether the guarded tool has run. */
export function isFilledIn(standIn: StandIn, purchase: number): boolean {
	return FIELD_IDS.text in (standIn.getInstance(purchase)?.values ?? {});
}

/** The part of OpenAI's chat completions that n8n's agent makes use of. */
export interface ChatRequest {
	readonly messages: readonly Message[];
	readonly tools?: readonly Tool[];
	readonly stream?: boolean;
}

export interface Message {
	readonly role: 'system' | 'user' | 'assistant' | 'tool';
	readonly content: string | null;
	readonly tool_call_id?: string;
}

export interface Tool {
	readonly function: {
		readonly name: string;
		readonly description: string;
		/** JSON schema of the arguments. */
		readonly parameters: {
			readonly properties: Readonly<Record<string, { type: string; description?: string }>>;
			readonly required?: readonly string[];
		};
	};
}

/** Either words for the user, or a call of a tool. */
export type Reply =
	| { readonly say: string }
	| { readonly call: string; readonly args: Readonly<Record<string, unknown>> };

/** @param turn how many replies this is, from 1 on @returns the body of the answer */
export function completion(reply: Reply, turn: number): object {
	const isCall = 'call' in reply;
	const message = isCall
		? { role: 'assistant', content: null, tool_calls: [toolCall(reply, turn)] }
		: { role: 'assistant', content: reply.say };
	return {
		id: `chatcmpl-${turn}`,
		object: 'chat.completion',
		created: Math.floor(Date.now() / 1000),
		model: 'scripted',
		choices: [{ index: 0, message, finish_reason: isCall ? 'tool_calls' : 'stop' }],
		usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
	};
}

function toolCall({ call, args }: Extract<Reply, { call: string }>, turn: number): object {
	const invoked = { name: call, arguments: JSON.stringify(args) };
	return { id: `call_${turn}`, type: 'function', function: invoked };
}

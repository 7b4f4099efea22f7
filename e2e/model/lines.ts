import type { ChatRequest, Reply, Tool } from './protocol';

/** What scripts are written with. */

export function say(words: string): Reply {
	return { say: words };
}

type Arguments = Readonly<Record<string, unknown>>;

/** Calls the only tool there is. */
export function call(request: ChatRequest, args: Arguments): Reply {
	return { call: onlyTool(request).function.name, args };
}

export function callTool(name: string, args: Arguments): Reply {
	return { call: name, args };
}

export function onlyTool({ tools = [] }: ChatRequest): Tool {
	if (tools.length !== 1)
		throw new Error(`There should be one tool, but there are ${tools.length}`);
	return tools[0];
}

/** What the tool that was called last has answered, word for word. */
export function lastToolAnswer({ messages }: ChatRequest): string {
	const last = messages[messages.length - 1];
	if (last?.role !== 'tool') throw new Error('The last message is not the answer of a tool');
	return last.content ?? '';
}

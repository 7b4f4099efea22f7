import {
	NodeApiError,
	NodeOperationError,
	type IDataObject,
	type IPollFunctions,
} from 'n8n-workflow';
import { poll } from '../../../nodes/NextMatter/trigger/run';
import { CREDENTIAL, node } from '../run/fakeContext';
import { iso, NOW, whole } from './made';

interface Host {
	readonly mode?: 'manual' | 'trigger';
	readonly activation?: 'init' | 'leadershipChange' | 'activate';
	readonly parameters?: IDataObject;
	/** What the host's HTTP helper returns. */
	readonly respond?: () => unknown;
}

const list = (...results: IDataObject[]) => ({
	statusCode: 200,
	headers: { date: new Date(NOW).toUTCString() },
	body: JSON.stringify({ results }),
});

function fakePoll({ mode = 'trigger', activation = 'activate', ...host }: Host) {
	const stored: IDataObject = {};
	const warnings: string[] = [];
	const parameters: IDataObject = {
		workflowId: '120',
		events: ['instanceStarted'],
		simplify: true,
		filters: {},
		...host.parameters,
	};
	const part = {
		getMode: () => mode,
		getActivationMode: () => activation,
		getNode: () => node,
		getNodeParameter: (name: string) => parameters[name],
		getWorkflowStaticData: () => stored,
		getCredentials: async () => CREDENTIAL,
		logger: { warn: (message: string) => warnings.push(message) },
		helpers: { httpRequestWithAuthentication: async () => host.respond?.() },
	};
	return { context: part as unknown as IPollFunctions, stored, warnings };
}

const failureOf = async (host: Host): Promise<unknown> =>
	await poll(fakePoll({ mode: 'manual', ...host }).context).catch((error: unknown) => error);

describe('a poll that fails', () => {
	it('reports what is wrong with a parameter', async () => {
		const error = await failureOf({ parameters: { workflowId: 'next' } });
		expect(error).toBeInstanceOf(NodeOperationError);
		expect(error).toMatchObject({ message: expect.stringContaining('next') });
	});

	it('reports the status of an answer', async () => {
		const error = await failureOf({ respond: () => ({ ...list(), statusCode: 503 }) });
		expect(error).toBeInstanceOf(NodeApiError);
		expect(error).toMatchObject({
			httpCode: '503',
			description: 'No event is lost: the next poll that succeeds catches up.',
		});
	});
});

describe('a poll when n8n starts', () => {
	it.each(['init', 'leadershipChange'] as const)(
		'notes a failure (%s), so that n8n goes on polling, and the next one begins anew',
		async (activation) => {
			const responses: unknown[] = [{ ...list(), statusCode: 503 }, list(whole())];
			const respond = () => responses.shift() ?? list(whole());
			const { context, stored, warnings } = fakePoll({ activation, respond });
			await expect(poll(context)).resolves.toBeNull();
			expect(warnings).toEqual([expect.stringContaining('503')]);
			expect(stored).toEqual({});
			await expect(poll(context)).resolves.toBeNull();
			expect(stored.state).toMatchObject({
				watermarks: { started: { seen: { 9001: NOW - 60_000 } } },
			});
		},
	);

	it('fails where somebody publishes the workflow', async () => {
		const { context, warnings } = fakePoll({ respond: () => ({ ...list(), statusCode: 503 }) });
		await expect(poll(context)).rejects.toThrow(NodeApiError);
		expect(warnings).toEqual([]);
	});
});

describe('polling', () => {
	it('puts out what has happened since the poll before', async () => {
		const responses = [list(), list(whole({ id: 9002, started_time: iso(NOW) }))];
		const { context } = fakePoll({ respond: () => responses.shift() });
		await expect(poll(context)).resolves.toBeNull();
		const items = await poll(context);
		expect(items?.flat().map(({ json }) => [json.event, json.id])).toEqual([
			['instanceStarted', 9002],
		]);
	});

	it('does not begin while another poll is under way', async () => {
		const respond = jest.fn(() => list());
		const { context } = fakePoll({ respond });
		const first = poll(context);
		const second = poll(context);
		await expect(second).resolves.toBeNull();
		await expect(first).resolves.toBeNull();
		expect(respond).toHaveBeenCalledTimes(1);
		await poll(context);
		expect(respond).toHaveBeenCalledTimes(2);
	});
});

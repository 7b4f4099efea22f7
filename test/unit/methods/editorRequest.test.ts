import { NodeApiError } from 'n8n-workflow';
import {
	isFound,
	lookUp,
	noList,
	readCurrentId,
} from '../../../nodes/NextMatter/methods/editorRequest';
import { fakeEditor, locator } from './fakeEditor';

const request = { method: 'GET', path: '/things/', query: { page: '1' } } as const;
const lookUpIn = async (surroundings: Parameters<typeof fakeEditor>[0]) =>
	await lookUp(fakeEditor(surroundings).editor, request, { action: 'list the things' });

describe('looking something up for the editor', () => {
	it('sends one request and gives its answer', async () => {
		const { editor, requests } = fakeEditor({ body: { a: 1 } });
		expect(await lookUp(editor, request, { action: 'list the things' })).toEqual({ a: 1 });
		expect(requests).toMatchObject([
			{ method: 'GET', url: 'https://h/api/things/', qs: { page: '1' }, timeout: 15_000 },
		]);
	});

	it.each([
		[401, { detail: 'Invalid key.' }, 'does not accept the API key', '401'],
		[500, {}, 'returned a server error (HTTP 500) when asked to list the things', null],
	])('says why there is no list after %i', async (status, body, words, httpCode) => {
		const shown: unknown = await lookUpIn({ status, body }).catch((error: unknown) => error);
		expect(shown).toBeInstanceOf(NodeApiError);
		expect(shown).toMatchObject({ message: expect.stringContaining(words), httpCode });
		expect(shown).toHaveProperty('description', expect.stringMatching(/\w/));
	});

	it('is tried once, since somebody waits in front of it', async () => {
		const { editor, requests } = fakeEditor({ status: 502, body: {} });
		await expect(lookUp(editor, request, { action: 'list the things' })).rejects.toThrow();
		expect(requests).toHaveLength(1);
	});

	it('says so when nobody answers, as a failure that is not the API’s', async () => {
		const error = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
		await expect(lookUpIn({ error })).rejects.toMatchObject({
			message: expect.stringMatching(/^Couldn't reach Next Matter to [^:]+: /),
			description: expect.stringMatching(/^Check the base URL in the credential/),
			httpCode: null,
		});
	});

	it('calls nothing unknown, since it only reads', async () => {
		const error = Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
		await expect(lookUpIn({ error })).rejects.toMatchObject({
			message: expect.stringMatching(
				/^The request to list the things failed without a usable response: /,
			),
			description: 'Nothing was changed. Try again later',
		});
	});

	it('names no option of a run when too many requests were sent', async () => {
		await expect(lookUpIn({ status: 429, body: {} })).rejects.toMatchObject({
			description:
				'Next Matter allows 3,000 requests per hour across all your automations. Try again later',
		});
	});

	it('says what is wrong with the credential before anything is sent', async () => {
		const { editor, requests } = fakeEditor({ credential: { apiKey: '', baseUrl: 'https://h' } });
		await expect(lookUp(editor, request, { action: 'list' })).rejects.toMatchObject({
			message: "The API key in the 'Next Matter API' credential is empty",
			description: 'Enter the API key that Next Matter shows',
		});
		expect(requests).toEqual([]);
	});
});

describe('reading an ID while nothing runs', () => {
	const read = (instanceId: unknown) =>
		readCurrentId(fakeEditor({ parameters: { instanceId } }).editor, 'instance', 'instanceId');

	it.each<[unknown]>([[9001], ['9001'], [locator('9001')]])('finds it in %j', (parameter) => {
		expect(read(parameter)).toBe(9001);
	});

	it.each<[unknown]>([
		[locator('={{ $json.id }}')],
		['={{ $json.id }}'],
		[locator(undefined)],
		[locator(null)],
	])('says that an expression cannot be looked up: %j', (parameter) => {
		expect(() => read(parameter)).toThrow(
			expect.objectContaining({
				message: 'The instance is set by an expression that has no value yet',
				description:
					'Execute the previous nodes and try again, or enter the ID or the name instead',
				httpCode: null,
			}),
		);
	});

	it.each<[unknown, string]>([
		[locator(''), 'The ID of the instance is missing'],
		[undefined, 'The ID of the instance is missing'],
		[locator('x'), '"x" is not the ID of an instance'],
	])('asks to choose first: %j', (parameter, message) => {
		expect(() => read(parameter)).toThrow(
			expect.objectContaining({
				message,
				description: expect.stringMatching(/^Choose the instance first\. \w/),
			}),
		);
	});
});

describe('an error in place of a list', () => {
	const { editor } = fakeEditor();

	it('is shown word for word, whatever is in it', () => {
		// n8n replaces messages that contain one of Node's codes by sentences of its own.
		const error = noList(editor, { message: 'No list: EPERM', description: 'Not ECONNREFUSED' });
		expect(error.message).toBe('No list: EPERM');
		expect(error.description).toBe('Not ECONNREFUSED');
	});

	it.each([[undefined], [404]])(
		'has no status, which n8n would put in front of it: %s',
		(status) => {
			expect(
				noList(editor, { message: 'm', description: 'd', statusCode: status }).httpCode,
			).toBeNull();
			expect(
				noList(editor, { message: 'Not found', description: '404', statusCode: status }).httpCode,
			).toBeNull();
		},
	);

	it.each([401, 403])('has the status %i, with which n8n leads to the credential', (status) => {
		expect(noList(editor, { message: 'm', description: 'd', statusCode: status }).httpCode).toBe(
			String(status),
		);
	});
});

it.each<[string, string | undefined, boolean]>([
	['Decide (5001)', undefined, true],
	['Decide (5001)', '  ', true],
	['Decide (5001)', ' DECIDE ', true],
	['Decide (5001)', '500', true],
	['Decide (5001)', 'order', false],
])('in %j somebody who types %j finds it: %s', (name, filter, found) => {
	expect(isFound(name, filter)).toBe(found);
});

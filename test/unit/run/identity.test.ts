import type { IBinaryData, IDataObject } from 'n8n-workflow';
import { connectionOf, readIdentity } from '../../../nodes/NextMatter/run/identity';
import { fakeContext } from './fakeContext';

/** The digests of items with this JSON. */
function digestsOf(...items: readonly IDataObject[]): string[] {
	const { context } = fakeContext({ items: items.map(() => ({})), json: items });
	const { item } = readIdentity(context, undefined);
	return items.map((_, index) => item(index));
}

it.each([
	['nextMatter', undefined],
	['nextMatterTool', true],
])('knows whether an AI agent calls: %s', (name, isTool) => {
	const { context } = fakeContext({ changes: { type: `n8n-nodes-nextmatter.${name}` } });
	expect(readIdentity(context, undefined).isTool).toBe(isTool);
});

it.each([
	['nextMatter', false],
	['nextMatterTool', true],
])('takes a call of %s that a model makes again for the same: %s', (name, isSame) => {
	const { context } = fakeContext({
		items: [{}, {}, {}],
		json: [
			{ id: 1, toolCallId: 'a' },
			{ id: 1, toolCallId: 'b' },
			{ id: 2, toolCallId: 'a' },
		],
		changes: { type: `n8n-nodes-nextmatter.${name}` },
	});
	const { item } = readIdentity(context, undefined);
	expect(item(0) === item(1)).toBe(isSame);
	expect(item(0)).not.toBe(item(2));
});

it('tells items apart by their JSON', () => {
	const [one, same, other] = digestsOf({ id: 1 }, { id: 1 }, { id: 2 });
	expect(one).toBe(same);
	expect(one).not.toBe(other);
});

it('tells items apart of which there is no JSON', () => {
	const circle = (id: number): IDataObject => {
		const json: IDataObject = { id, list: [[]], nothing: null };
		return Object.assign(json, { itself: json });
	};
	const [one, same, other] = digestsOf(circle(1), circle(1), circle(2));
	expect(one).toBe(same);
	expect(one).not.toBe(other);
	const [large, larger] = [10n, 11n].map((id) => Object.assign(circle(1), { id }));
	const digests = digestsOf(large, larger);
	expect(digests[0]).not.toBe(digests[1]);
});

it('knows an item that tells nothing of itself by nothing but its place', () => {
	const silent = {
		toJSON() {
			throw new Error('No JSON of this');
		},
	};
	const [one, other] = digestsOf({ id: 1, silent: silent as never }, { id: 1 });
	expect(one).not.toBe(other);
});

describe('an item with a file', () => {
	const stored: IBinaryData = {
		id: 'filesystem:1',
		fileName: 'a.pdf',
		mimeType: 'application/pdf',
		fileSize: '3 kB',
		data: 'filesystem-v2',
	};
	const held: IBinaryData = { ...stored, id: undefined, data: 'QUJD' };
	/** The digests of items with one file each, by its name. */
	const digestOf = (binary: Record<string, IBinaryData>) => {
		const { context } = fakeContext({});
		context.getInputData = () => [{ json: {}, binary }];
		return readIdentity(context, undefined).item(0);
	};

	it.each<[string, Record<string, IBinaryData>, Record<string, IBinaryData>]>([
		['name of its field', { data: stored }, { other: stored }],
		['place', { data: stored }, { data: { ...stored, id: 'filesystem:2' } }],
		['name', { data: stored }, { data: { ...stored, fileName: 'b.pdf' } }],
		['type', { data: stored }, { data: { ...stored, mimeType: 'text/plain' } }],
		['size', { data: stored }, { data: { ...stored, fileSize: '4 kB' } }],
		['length, if it is stored nowhere', { data: held }, { data: { ...held, data: 'QUJDRA==' } }],
	])('is distinguished from one with another %s', (_what, one, other) => {
		expect(digestOf(one)).toBe(digestOf(structuredClone(one)));
		expect(digestOf(one)).not.toBe(digestOf(other));
	});

	it.each([null, undefined, 'scan.pdf', 7])('has none where there is %p instead', (nothing) => {
		const binary = { other: stored, data: nothing as never };
		expect(digestOf(binary)).toBe(digestOf({ other: stored }));
		expect(digestOf(null as never)).toBe(digestOf({}));
	});

	it('is known by where it is stored, not by what n8n says there instead of its content', () => {
		expect(digestOf({ data: { ...stored, data: 's3' } })).toBe(digestOf({ data: stored }));
	});
});

it('tells runs of the node apart, and its parameters as they are saved', () => {
	const identityOf = (runIndex: number, name: string) => {
		const changes = { parameters: { name } };
		return readIdentity(fakeContext({ runIndex, changes }).context, undefined);
	};
	expect([identityOf(0, '={{ 1 }}').runIndex, identityOf(2, '={{ 1 }}').runIndex]).toEqual([0, 2]);
	expect(identityOf(0, '={{ 1 }}').parameters).toBe(identityOf(2, '={{ 1 }}').parameters);
	expect(identityOf(0, '={{ 1 }}').parameters).not.toBe(identityOf(0, '={{ 2 }}').parameters);
});

describe('whom the requests go to', () => {
	const known = { baseUrl: 'https://h.example/api/', apiKey: 'abc' };

	it.each<[string, IDataObject, boolean, boolean]>([
		['in other words', { baseUrl: 'HTTPS://H.example/API', apiKey: 'Api-Key abc' }, true, true],
		['another server', { ...known, baseUrl: 'https://g.example/api/' }, false, true],
		['another key', { ...known, apiKey: 'abd' }, true, false],
	])('%s', (_what, other, isSameServer, isSameKey) => {
		const [one, two] = [connectionOf(known), connectionOf(other)];
		expect([one.server === two.server, one.key === two.key]).toEqual([isSameServer, isSameKey]);
	});

	it('does not show the key', () => {
		expect(JSON.stringify(connectionOf(known))).not.toContain('abc');
	});
});

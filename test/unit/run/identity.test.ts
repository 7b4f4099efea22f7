import type { IDataObject } from 'n8n-workflow';
import { readIdentity } from '../../../nodes/NextMatter/run/identity';
import { fakeContext } from './fakeContext';

/** The digests of items with this JSON. */
function digestsOf(...items: readonly IDataObject[]): string[] {
	const { context } = fakeContext({ items: items.map(() => ({})), json: items });
	const { item } = readIdentity(context, undefined);
	return items.map((_, index) => item(index));
}

it('tells items apart by their JSON', () => {
	const [one, same, other] = digestsOf({ id: 1 }, { id: 1 }, { id: 2 });
	expect(one).toBe(same);
	expect(one).not.toBe(other);
});

it('tells items apart of which there is no JSON', () => {
	const circle = (id: number): IDataObject => {
		const json: IDataObject = { id, list: [[]] };
		return Object.assign(json, { itself: json });
	};
	const [one, same, other] = digestsOf(circle(1), circle(1), circle(2));
	expect(one).toBe(same);
	expect(one).not.toBe(other);
	const [large, larger] = [10n, 11n].map((id) => Object.assign(circle(1), { id }));
	const digests = digestsOf(large, larger);
	expect(digests[0]).not.toBe(digests[1]);
});

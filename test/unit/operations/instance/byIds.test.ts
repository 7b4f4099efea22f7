import {
	isNamedIn,
	joinIds,
	MAX_IDS,
	prepareById,
} from '../../../../nodes/NextMatter/operations/instance/byIds';
import { refusalOf } from '../../inputErrorOf';

const doing = {
	verb: 'archive',
	path: '/instances/bulk/archive',
	expectedBody: 'the archive',
	howToVerify: (id: number) => `Look at ${id}.`,
	remedyByStatus: { 403: 'Ask.' },
};
const planOf = (instanceId: unknown) => prepareById(() => instanceId, doing);

describe('what is done to an instance by its ID alone', () => {
	it.each<[unknown]>([[9001], ['https://core.nextmatter.com/api/instances/9001/']])(
		'is one request for %j',
		(instanceId) => {
			expect(planOf(instanceId)).toEqual({
				instanceId: 9001,
				request: { method: 'POST', path: '/instances/bulk/archive', body: { ids: [9001] } },
				idempotency: 'nonIdempotent',
				action: 'archive instance 9001',
				subject: { kind: 'instance', id: 9001 },
				expectedBody: 'the archive',
				howToVerify: 'Look at 9001.',
				remedyByStatus: { 403: 'Ask.' },
				fieldLabels: [],
				details: { instanceId: 9001 },
			});
		},
	);

	it('is refused for several IDs in one', () => {
		expect(refusalOf(() => planOf('9001,9002')).message).toContain(
			'contains several numbers (9001, 9002)',
		);
	});
});

describe('several at once', () => {
	it('are named once each, in their order', () => {
		const plans = [9003, '9001', 9003, 9002].map(planOf);
		expect(joinIds(plans)).toEqual({
			method: 'POST',
			path: '/instances/bulk/archive',
			body: { ids: [9003, 9001, 9002] },
		});
		expect(MAX_IDS).toBe(500);
	});
});

describe('an answer', () => {
	it.each<[unknown, boolean]>([
		[{ ids: [9000, 9001] }, true],
		[{ ids: ['9001'] }, true],
		[{ ids: [9000] }, false],
		[{ ids: 9001 }, false],
	])('%j repeats the ID: %s', (body, isNamed) => {
		expect(isNamedIn(body, 9001)).toBe(isNamed);
	});
});

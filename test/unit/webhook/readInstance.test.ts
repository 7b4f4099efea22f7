import type { Failure } from '../../../nodes/NextMatter/api/types';
import { toRejection } from '../../../nodes/NextMatter/webhook/readInstance';

describe('an instance that cannot be read', () => {
	const failure = (more: Partial<Failure>): Failure => ({
		message: 'It was not read',
		remedy: 'Look',
		certainty: 'rejected',
		...more,
	});
	const later = { headers: { 'Retry-After': '60' } };

	it.each<[string, Partial<Failure>, object]>([
		['404', { statusCode: 404 }, { status: 404 }],
		['502', { statusCode: 404, isFromIntermediary: true }, { status: 502 }],
		['502', { statusCode: 403 }, { status: 502 }],
		['502', {}, { status: 502 }],
		['503', { statusCode: 429, cause: { cause: 'rate-limited' } }, { status: 503, ...later }],
		['503', { cause: { cause: 'temporarily-unavailable' } }, { status: 503, ...later }],
	])('is answered with %s for %j', (_status, more, expected) => {
		expect(toRejection(failure(more))).toEqual({
			kind: 'rejected',
			error: 'It was not read',
			hint: 'Look',
			...expected,
		});
	});
});

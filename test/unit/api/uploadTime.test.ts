import { totalTime } from '../../../nodes/NextMatter/api/uploadTime';

it('gives a request 20 seconds more for each megabyte that it uploads', () => {
	const form = (bytes: number) => ({
		body: Buffer.alloc(0),
		headers: { 'Content-Length': String(bytes) },
		isBroken: () => false,
		close: () => undefined,
	});
	expect(totalTime(1000, undefined)).toBe(1000);
	expect(totalTime(1000, form(1_000_000))).toBe(21_000);
	expect(totalTime(1000, form(1))).toBe(1001);
});

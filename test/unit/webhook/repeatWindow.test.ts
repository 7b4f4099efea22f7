import { readWindowMs } from '../../../nodes/NextMatter/webhook/repeatWindow';
import { refusalOf } from '../inputErrorOf';

describe('readWindowMs', () => {
	it.each<[unknown, number]>([
		[undefined, 300_000],
		[0, 0],
		[1.5, 1500],
		[86_400, 86_400_000],
		['60', 60_000],
		[' 60 ', 60_000],
	])('reads %j as %i milliseconds', (value, expected) => {
		expect(readWindowMs(value)).toBe(expected);
	});

	it.each([-1, 86_401, '', '1e3', null, true])('refuses %p', (value) => {
		expect(refusalOf(() => readWindowMs(value))).toMatchObject({
			message: "'Ignore Repeated Calls For' must be a number of seconds from 0 to 86400",
			remedy: 'Enter 0 to start the n8n workflow with every call',
		});
	});
});

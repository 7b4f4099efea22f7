import { otherFilters } from '../../../../nodes/NextMatter/operations/lists/otherFilters';
import { refusalOf } from '../../inputErrorOf';

const find = (name: string) => {
	const filter = otherFilters.find(({ input }) => input.name === name);
	if (!filter) throw new Error(`There is no filter ${name}`);
	return filter;
};
const read = (name: string, value: unknown) => {
	const filter = find(name);
	return filter.read(value, filter.input.displayName, 'UTC');
};

describe('the other filters', () => {
	it('are all that the API documents, under the names of saved workflows', () => {
		expect(otherFilters.map(({ input, query }) => [input.name, query])).toEqual([
			['activeStep', 'active_step_id'],
			['instanceIds', 'instance_ids'],
			['leadUser', 'lead_user'],
			['nameContains', 'name'],
			['priority', 'priority'],
			['progressMaximum', 'progress_max'],
			['progressMinimum', 'progress_min'],
			['runtimeMaximum', 'total_runtime_max'],
			['runtimeMinimum', 'total_runtime_min'],
			['status', 'status'],
			['tags', 'tags'],
		]);
	});

	it.each<[string, unknown, string]>([
		['activeStep', ' 5001 ', '5001'],
		['activeStep', 'https://h/instances/9001/steps/5001', '5001'],
		['instanceIds', ['9001', 9002, 'https://h/instances/9003/'], '9001,9002,9003'],
		['leadUser', '31', '31'],
		['nameContains', ' laptop ', 'laptop'],
		['priority', 'high', 'H'],
		['priority', 'veryHigh', 'V'],
		['progressMaximum', 0, '0'],
		['runtimeMaximum', '02:30:00', '02:30:00'],
		['runtimeMinimum', ' PT50M ', 'PT50M'],
		['runtimeMinimum', '01 09:30', '01 09:30'],
		['runtimeMinimum', '01\u00a009:30', '01 09:30'],
		['runtimeMaximum', 'pt1h30s', 'PT1H30S'],
		['runtimeMaximum', 'P1DT2H', 'P1DT2H'],
		['runtimeMaximum', 'P12D', 'P12D'],
		['runtimeMaximum', 'PT12H34M56S', 'PT12H34M56S'],
		['runtimeMaximum', '5:30', '5:30'],
		['runtimeMaximum', '10  100:30:00', '10 100:30:00'],
		['status', 'completed', 'completed'],
		['tags', ['hardware', 'very urgent'], 'hardware,very urgent'],
		['tags', 'hardware', 'hardware'],
	])('send as %s of %j %s', (name, value, sent) => {
		expect(read(name, value)).toBe(sent);
	});

	it.each<[string, unknown, string]>([
		['leadUser', 'jane@example.com', '"jane@example.com" is not the ID of a user'],
		['nameContains', ' ', "'Name Contains' is empty"],
		['priority', 'regular', '\'Priority\' is "regular", which is not one of its values'],
		[
			'progressMaximum',
			-0.1,
			"'Progress Maximum (%)' is -0.1, which is not a number from 0 to 100",
		],
		['progressMinimum', '50 %', '\'Progress Minimum (%)\' is "50 %", which is not a number'],
		['runtimeMaximum', '', "'Runtime Maximum' is empty"],
		['runtimeMaximum', 'abc', '\'Runtime Maximum\' is "abc", which is not a duration'],
		['runtimeMaximum', 90, "'Runtime Maximum' is 90, which is not a duration"],
		['runtimeMaximum', 'P', '\'Runtime Maximum\' is "P", which is not a duration'],
		['runtimeMaximum', 'PT', '\'Runtime Maximum\' is "PT", which is not a duration'],
		['runtimeMaximum', '02:75:00', '\'Runtime Maximum\' is "02:75:00", which is not a duration'],
		['runtimeMaximum', '-00:50', '\'Runtime Maximum\' is "-00:50", which is not a duration'],
		[
			'runtimeMaximum',
			'02:30:00 h',
			'\'Runtime Maximum\' is "02:30:00 h", which is not a duration',
		],
		['runtimeMaximum', '-PT50M', '\'Runtime Maximum\' is "-PT50M", which is not a duration'],
		['runtimeMaximum', 'PT50M10', '\'Runtime Maximum\' is "PT50M10", which is not a duration'],
		['runtimeMinimum', null, "'Runtime Minimum' is empty"],
		['tags', ['a', 'b,c'], '\'Tags 2\' is "b,c", which contains a comma'],
		['tags', null, "'Tags' has no value: its expression returned null"],
	])('refuse as %s %j', (name, value, message) => {
		expect(refusalOf(() => read(name, value)).message).toBe(message);
	});

	it.each(['priority', 'status'])('know every %s that the editor offers', (name) => {
		for (const option of find(name).input.options ?? []) {
			expect(read(name, 'value' in option ? option.value : undefined)).toBeTruthy();
		}
	});

	it('take the examples that they show', () => {
		for (const { input } of otherFilters.filter((one) => one.input.type === 'string')) {
			const example = input.placeholder?.replace(/^e\.g\. /, '');
			expect(read(input.name, example)).toBe(example);
		}
	});

	it('say how a duration is written, and why a tag has no comma', () => {
		expect(refusalOf(() => read('runtimeMaximum', 90)).remedy).toBe(
			'Enter hours, minutes and seconds such as 02:30:00, or ISO 8601 such as PT50M',
		);
		expect(refusalOf(() => read('tags', 'a,b')).remedy).toBe(
			'Next Matter would read it as several tags. Enter each tag separately; tags that contain a comma cannot be used as a filter',
		);
	});

	it('say what to do about an empty list', () => {
		expect(refusalOf(() => read('tags', [])).remedy).toBe('Add at least one value, or remove it');
	});
});

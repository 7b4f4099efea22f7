import { methods } from '../../../nodes/NextMatter/methods';
import { nodeProperties } from '../../../nodes/NextMatter/operations/description';

/** The names that stand under a key, anywhere in the parameters. */
function namesUnder(key: string): string[] {
	const names = new Set<string>();
	JSON.stringify(nodeProperties, (name, value: unknown) => {
		if (name === key && typeof value === 'string') names.add(value);
		return value;
	});
	return [...names].sort();
}

it('has all that the parameters name, and nothing else', () => {
	expect(namesUnder('searchListMethod')).toEqual(Object.keys(methods.listSearch).sort());
	expect(namesUnder('resourceMapperMethod')).toEqual(Object.keys(methods.resourceMapping).sort());
	expect(namesUnder('loadOptionsMethod')).toEqual(Object.keys(methods.loadOptions));
});

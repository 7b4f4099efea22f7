import type { IDataObject } from 'n8n-workflow';
import { keysInUse } from '../../../../../nodes/NextMatter/operations/instance/completeStep/keysInUse';

const used = (text: string, key = 'inst') => keysInUse({ deep: { list: [{ text }] } })(key);

it.each([
	['={{ $json.inst }}', true],
	['={{ $json.inst', true],
	['=$json.inst', true],
	["={{ $json['inst'] }}", true],
	['={{ $json["inst"]x }}', true],
	['={{ $json.instance }}', false],
	['={{ $json.inst$ }}', false],
	['={{ $json.instance + $json.inst }}', true],
	['$json.inst', false],
])('of %j the key is used: %s', (text, expected) => {
	expect(used(text)).toBe(expected);
});

it('uses nothing where nothing is saved, nor in what is no text', () => {
	expect(keysInUse()('inst')).toBe(false);
	expect(keysInUse({ one: 1, none: null })('inst')).toBe(false);
});

it('comes to an end where what is saved holds itself', () => {
	const saved: IDataObject = { one: '={{ $json.inst }}' };
	saved.again = saved;
	expect(keysInUse(saved)('inst')).toBe(true);
});

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
	['={{ $json?.inst }}', true],
	['={{ $json\n\t?.[`inst`] }}', true],
	['={{ $input.item.json.inst }}', true],
	["={{ $('Start').item.json['inst'].id }}", true],
	['={{ $items("Start")[0].json.inst }}', true],
	["={{ $('Start').item.json.customer.inst }}", false],
	['={{ $json.customer["inst"] }}', false],
	["={{ $('Config').params.inst }}", false],
	['={{ $vars.inst }}', false],
	['={{ $json.json.inst }}', false],
	// The item as a whole may be read by any of its keys.
	['={{ (({ inst }) => inst)($json) }}', true],
	["={{ $jmespath($input.item.json, 'inst') }}", true],
	['={{ (({ instance }) => instance)($json) }}', false],
	['={{ (({ reinst }) => reinst)($json) }}', false],
	["={{ $vars.inst + '.json' }}", false],
])('of %j the key is used: %s', (text, expected) => {
	expect(used(text)).toBe(expected);
});

it('knows a key with quotes in it', () => {
	expect(used(String.raw`={{ $json['it\'s'] }}`, "it's")).toBe(true);
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

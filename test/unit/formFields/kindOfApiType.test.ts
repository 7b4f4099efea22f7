import * as fc from 'fast-check';
import { fieldKinds } from '../../../nodes/NextMatter/formFields';
import { kindOfApiType } from '../../../nodes/NextMatter/formFields/kindOfApiType';

describe('recognizing a kind by the word of the API', () => {
	it('knows every kind by its type and by its name', () => {
		const known = fieldKinds.map(({ type, name }) => [
			kindOfApiType(type).type,
			kindOfApiType(name).type,
		]);
		expect(known).toEqual(fieldKinds.map(({ type }) => [type, type]));
	});

	it.each([
		['datetime', 'date'],
		['day', 'date'],
		['field_date', 'date'],
		['input-date', 'date'],
		['Short text', 'text'],
		['textarea', 'text'],
		['paragraph', 'text'],
		['multiline', 'text'],
		['Dropdown', 'singleSelect'],
		['multiple_choice', 'multiSelect'],
		['select-user', 'userSelection'],
		['attached_file', 'fileUpload'],
		['image_file', 'imageUpload'],
		['photo', 'imageUpload'],
		['signature', 'drawing'],
		['email_address', 'email'],
		['postal_address', 'address'],
		['link', 'url'],
		['hyperlink', 'url'],
		['web_address', 'url'],
		['checkbox', 'checklist'],
		['currency', 'number'],
		['Numeric', 'number'],
		['single_choice', 'radio'],
		['radio_button', 'radio'],
		['decision', 'routing'],
		['json', 'custom'],
	])('takes %j for %s', (word, type) => {
		expect(kindOfApiType(word).type).toBe(type);
	});

	it.each([[''], ['hologram'], ['update']])('takes %j for a value that can be anything', (word) => {
		expect(kindOfApiType(word).type).toBe('custom');
	});

	it('minds neither case nor what stands between the letters', () => {
		const letters = fieldKinds.flatMap(({ type, name }) => [
			[type, type],
			[name.replace(/[^a-z]/gi, ''), type],
		]);
		const noise = fc.constantFrom('', '_', '-', ' ', '.', '7');
		fc.assert(
			fc.property(
				fc.constantFrom(...letters),
				fc.array(fc.tuple(fc.boolean(), noise), { minLength: 30, maxLength: 30 }),
				([word, type], drawn) => {
					const spelled = [...word].map((letter, place) => {
						const [isUpper, between] = drawn[place];
						return `${isUpper ? letter.toUpperCase() : letter.toLowerCase()}${between}`;
					});
					expect(kindOfApiType(spelled.join('')).type).toBe(type);
				},
			),
		);
	});
});

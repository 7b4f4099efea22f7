import { address } from '../../../../nodes/NextMatter/formFields/kinds/address';
import { refusalOf } from '../../inputErrorOf';

const standard = { timeZone: 'UTC', valueFormat: 'standard' } as const;
const empty = { street: '', city: '', zipCode: '' };

describe('an address', () => {
	it.each(['street', 'city', 'zipCode'])('is enough with its %s', (part) => {
		expect(address.encode({ ...empty, [part]: 'x' }, standard)).toEqual({ ...empty, [part]: 'x' });
	});

	it.each<[Record<string, string>]>([[empty], [{ street: ' ', city: '\n', zipCode: '' }]])(
		'is refused when all of it is empty: %j',
		(row) => {
			for (const valueFormat of ['standard', 'wrapped'] as const) {
				expect(refusalOf(() => address.encode(row, { ...standard, valueFormat }))).toMatchObject({
					message: 'The address is empty',
					remedy: 'Enter at least one of street, city and ZIP code',
				});
			}
		},
	);
});

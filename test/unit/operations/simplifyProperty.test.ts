import { simplifyProperty } from '../../../nodes/NextMatter/operations/simplifyProperty';

it('is on unless switched off', () => {
	expect(simplifyProperty).toMatchObject({ name: 'simplify', type: 'boolean', default: true });
});

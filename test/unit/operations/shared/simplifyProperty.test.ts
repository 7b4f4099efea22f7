import { simplifyProperty } from '../../../../nodes/NextMatter/operations/shared/simplifyProperty';

it('is on unless switched off', () => {
	expect(simplifyProperty).toMatchObject({ name: 'simplify', type: 'boolean', default: true });
});

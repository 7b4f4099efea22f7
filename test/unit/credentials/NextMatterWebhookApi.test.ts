import { NextMatterWebhookApi } from '../../../credentials/NextMatterWebhookApi.credentials';
import { SECRET_CREDENTIAL_TYPE } from '../../../nodes/NextMatter/webhook/secret';

describe('the credential of the webhook trigger', () => {
	const { name, properties } = new NextMatterWebhookApi();

	it('has the name that the trigger asks for', () => {
		expect(name).toBe(SECRET_CREDENTIAL_TYPE);
	});

	it('hides the secret and proposes a header', () => {
		const [headerName, secret] = properties.filter(({ type }) => type !== 'notice');
		expect(headerName).toMatchObject({
			name: 'headerName',
			required: true,
			default: 'X-Next-Matter-Secret',
		});
		expect(secret).toMatchObject({
			name: 'secret',
			typeOptions: { password: true },
			required: true,
			default: '',
		});
	});
});

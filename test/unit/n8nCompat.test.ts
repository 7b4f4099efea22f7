import type * as Host from '../../nodes/NextMatter/n8nCompat';

/** What the package finds out about an n8n that has just these exports. */
function hostWith(exports: object): typeof Host {
	let host: typeof Host | undefined;
	jest.isolateModules(() => {
		jest.doMock('n8n-workflow', () => exports);
		host = jest.requireActual<typeof Host>('../../nodes/NextMatter/n8nCompat');
		jest.dontMock('n8n-workflow');
	});
	if (!host) throw new Error('Not loaded');
	return host;
}

describe('what the host has', () => {
	it('is taken from n8n where n8n has it', () => {
		const host = hostWith({ NodeConnectionTypes: { Main: 'main' }, isFromAIOnlyExpression() {} });
		expect(host).toMatchObject({ MAIN: 'main', CAN_TEST_BY_STATUS: true });
	});

	it('is made up for where it has not', () => {
		expect(hostWith({})).toMatchObject({ MAIN: 'main', CAN_TEST_BY_STATUS: false });
	});
});

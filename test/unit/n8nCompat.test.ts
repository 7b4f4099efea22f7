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
		const WAIT_INDEFINITELY = new Date(0);
		const NodeConnectionTypes = { Main: 'main' };
		const host = hostWith({ NodeConnectionTypes, WAIT_INDEFINITELY, isFromAIOnlyExpression() {} });
		expect(host).toMatchObject({
			MAIN: 'main',
			CAN_TEST_BY_STATUS: true,
			NEVER: WAIT_INDEFINITELY,
		});
	});

	it('is made up for where it has not', () => {
		expect(hostWith({})).toMatchObject({
			MAIN: 'main',
			CAN_TEST_BY_STATUS: false,
			NEVER: new Date(Date.UTC(3000, 0, 1)),
		});
	});
});

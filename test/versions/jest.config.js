const path = require('node:path');
const { coverageThreshold, globalSetup, transform, ...shared } = require('../../jest.config.js');

/** The folder with the engine to run, as `main.ts` installs it. */
const modules = path.join(process.env.NEXT_MATTER_ENGINE, 'node_modules');

/** Test files about what the engine does not have, see `engines.ts`. */
const without = (process.env.NEXT_MATTER_WITHOUT ?? '')
	.split('|')
	.filter(Boolean)
	.map((name) => `/${name}\\.test\\.ts$`);

/** ES modules that engines load, which jest cannot do as they are. */
const esModules = ['@apidevtools', 'p-retry', 'is-network-error'].join('|');
const [ownEsModules] = Object.keys(transform).filter((pattern) => pattern.includes('@apidevtools'));

/** @type {import('jest').Config} */
module.exports = {
	...shared,
	rootDir: '../..',
	testPathIgnorePatterns: ['/node_modules/', ...without],
	testMatch: ['<rootDir>/test/{engine/**/*,volume/large*}.test.ts'],
	transform: { ...transform, [`/node_modules/(?:${esModules})/.+\\.js$`]: transform[ownEsModules] },
	transformIgnorePatterns: [`/node_modules/(?!${esModules})`],
	// For everybody who asks, the built node included: there is one n8n-workflow in a process.
	moduleNameMapper: { '^(n8n-core|n8n-workflow)$': `${modules}/$1` },
	// Some engines keep timers of their own running.
	forceExit: true,
};

const { availableParallelism } = require('node:os');
const bundles = require('./scripts/bundles');

// jest does not replace <rootDir> here. A package unpacked elsewhere is none of transformBuilt.js's.
const built = `^${__dirname.replace(/[^\w/]/g, '\\$&')}/dist/(?:nodes|credentials)/.+\\.js$`;

/** @type {import('jest').Config} */
module.exports = {
	testEnvironment: '<rootDir>/scripts/testEnvironment.js',
	globalSetup: '<rootDir>/scripts/bundles.js',
	moduleNameMapper: bundles.mapper,
	testMatch: ['<rootDir>/test/**/*.test.ts'],
	// They take minutes: npm run test:volume.
	testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/volume/'],
	// Only against what would never end: on a busy machine a test can take many times as long.
	testTimeout: 300_000,
	// Tests of the engine mostly wait, for time-outs and pauses, so a small machine can run several.
	maxWorkers: Math.max(5, availableParallelism()),
	setupFiles: ['<rootDir>/test/quiet.js'],
	transform: {
		[built]: '<rootDir>/scripts/transformBuilt.js',
		'^.+\\.ts$': ['ts-jest', { tsconfig: '<rootDir>/tsconfig.test.json', diagnostics: false }],
		// openapi-backend needs this ES module, which jest cannot load as it is, where it is not bundled.
		'/node_modules/@apidevtools/.+\\.js$': [
			'ts-jest',
			{
				tsconfig: {
					allowJs: true,
					module: 'commonjs',
					target: 'es2022',
					esModuleInterop: true,
					isolatedModules: true,
				},
				diagnostics: false,
			},
		],
	},
	transformIgnorePatterns: ['/node_modules/(?!@apidevtools/)'],
	// Unit tests run the sources, engine tests the build. transformBuilt.js maps the latter back, so
	// both count for the same lines.
	collectCoverageFrom: ['{nodes,credentials}/**/*.ts', 'dist/{nodes,credentials}/**/*.js'],
	coverageReporters: ['text-summary', 'lcovonly', 'json-summary'],
	coverageThreshold: {
		global: { branches: 95, functions: 95, lines: 95, statements: 95 },
	},
};

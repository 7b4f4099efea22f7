const { transform, transformIgnorePatterns } = require('../jest.config.js');

/** @type {import('jest').Config} */
module.exports = {
	rootDir: '..',
	testEnvironment: 'node',
	transform,
	transformIgnorePatterns,
	testMatch: ['<rootDir>/e2e/**/*.test.ts'],
	globalSetup: '<rootDir>/e2e/setup.ts',
	globalTeardown: '<rootDir>/e2e/teardown.ts',
	// One n8n at a time is as much as a small machine can bear.
	maxWorkers: 1,
	// Only against what would never end: on a busy machine a test can take many times as long.
	testTimeout: 600_000,
	verbose: true,
};

const { testTimeout, transform } = require('./jest.config');

/**
 * The unit tests on the sources alone, for `npm run mutate`: nothing has to be built, and only few
 * folders have to be searched.
 *
 * @type {import('jest').Config}
 */
module.exports = {
	testEnvironment: 'node',
	testTimeout,
	roots: ['<rootDir>/nodes', '<rootDir>/credentials', '<rootDir>/test'],
	testMatch: ['<rootDir>/test/unit/**/*.test.ts'],
	transform: { '^.+\\.ts$': transform['^.+\\.ts$'] },
	runner: '<rootDir>/scripts/mutationRunner.js',
};

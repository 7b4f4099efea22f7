// test/scale.ts reads it.
process.env.VOLUME = 'yes';

/** The long runs: thousands of items with faults, with real waits, and random ones in their hundreds. */
module.exports = {
	...require('./jest.config.js'),
	testMatch: [
		'<rootDir>/test/volume/**/*.test.ts',
		'<rootDir>/test/engine/faults/{faults,mixed,loops}.test.ts',
		'<rootDir>/test/engine/{everyOperation,files,hourlyLimit,instances,items}.test.ts',
		'<rootDir>/test/engine/{mapping,reads,startWithForm}.test.ts',
		'<rootDir>/test/unit/formFields/{anyValue,contract}.test.ts',
		'<rootDir>/test/unit/trigger/histories.test.ts',
		'<rootDir>/test/unit/input/{dates.properties,ids,links,timeZones,urls}.test.ts',
		'<rootDir>/test/unit/run/requests/rateLimiter.simulation.test.ts',
		'<rootDir>/test/unit/run/writes/*.model.test.ts',
	],
	testPathIgnorePatterns: ['/node_modules/'],
	// These work more than they wait.
	maxWorkers: '100%',
};

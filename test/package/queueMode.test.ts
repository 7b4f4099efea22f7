/* eslint-disable @n8n/community-nodes/no-restricted-imports -- reads a script that would run elsewhere; never ships */
import { Script } from 'node:vm';
import { WORKER_CONCURRENCY } from '../../e2e/n8n/server';
import { composeSettings, readServices } from '../../e2e/queue/compose';
import { readText } from './packageUnderTest';

const { main, worker, redis, postgres } = readServices();
const page = readText('docs/queue-mode.md');
const { devDependencies } = JSON.parse(readText('package.json'));

describe('the compose file for queue mode', () => {
	it('runs the n8n that is tested, and fixed versions of everything else', () => {
		expect(main.image).toBe(`n8nio/n8n:${devDependencies['n8n-core']}`);
		expect(worker.image).toBe(main.image);
		for (const { image } of [redis, postgres]) expect(image).toMatch(/^[a-z]+:\d+/);
	});

	it('has workers like those of the tests, with the settings of the main process', () => {
		expect(worker.command).toBe(`worker --concurrency=${WORKER_CONCURRENCY}`);
		expect(worker.deploy?.replicas).toBe(2);
		expect(worker.environment).toEqual(main.environment);
		expect(main.environment).toMatchObject({
			EXECUTIONS_MODE: 'queue',
			QUEUE_BULL_REDIS_HOST: 'redis',
			DB_POSTGRESDB_HOST: 'postgres',
			DB_POSTGRESDB_PASSWORD: postgres.environment.POSTGRES_PASSWORD,
			N8N_REINSTALL_MISSING_PACKAGES: 'true',
		});
	});

	it('lets n8n end what it has in hand before it is killed', () => {
		for (const { stop_grace_period, environment } of [main, worker]) {
			const grace = /^(\d+)s$/.exec(stop_grace_period ?? '')?.[1];
			expect(Number(grace)).toBeGreaterThan(Number(environment.N8N_GRACEFUL_SHUTDOWN_TIMEOUT));
		}
	});

	it('has health checks that are commands', () => {
		for (const { healthcheck } of [main, worker, redis, postgres]) {
			expect(healthcheck.test[0]).toBe('CMD');
			for (const part of healthcheck.test) expect(typeof part).toBe('string');
		}
		const script = String(main.healthcheck.test[main.healthcheck.test.length - 1]);
		expect(() => new Script(script)).not.toThrow();
	});

	it('asks for nothing that the page does not name', () => {
		const asked = Object.values(main.environment).flatMap(
			(value) => /\$\{(\w+)/.exec(value)?.[1] ?? [],
		);
		expect(asked).toHaveLength(4);
		for (const name of asked) expect(page).toContain(name);
	});

	it('is not taken for filled in while it is not', () => {
		expect(() => composeSettings({ N8N_ENCRYPTION_KEY: 'a' })).toThrow('DB_POSTGRESDB_PASSWORD');
	});
});

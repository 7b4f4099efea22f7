/* eslint-disable @n8n/community-nodes/no-restricted-globals -- the benchmark is a command line tool; it never ships */
import { DEFAULT_VERSION } from '../../e2e/n8n/install';
import { shutDown } from '../../e2e/processes';
import setup from '../../e2e/setup';
import teardown from '../../e2e/teardown';
import { formatTable } from '../report/table';
import { measureDescriptions } from './descriptions';
import { measureTrips } from './roundTrips';

const write = (text: string) => process.stdout.write(`${text}\n`);

async function main(): Promise<void> {
	const version = process.env.N8N_VERSION ?? DEFAULT_VERSION;
	await setup();
	const costs = await measureDescriptions(version);
	const http = await measureTrips('HTTP Request');
	const ours = await measureTrips('Next Matter');
	const [own] = costs;
	const loading = costs.map(({ name, load, bytes }) => ({
		cells: [
			name,
			load.toFixed(1),
			(bytes / 1000).toFixed(1),
			ratio(own.load, load),
			ratio(own.bytes, bytes),
		],
	}));
	const trips = [['HTTP Request', http] as const, ['NextMatter', ours] as const].map(
		([name, { wall, before, peak }]) => ({
			cells: [
				name,
				...[wall, before, peak].map((value) => value.toFixed(0)),
				ratio(ours.wall, wall),
				ratio(ours.peak, peak),
			],
		}),
	);
	const heads = [
		['node', 'load ms', 'size kB', '× load', '× size'],
		['node', 'wall ms', 'before MB', 'peak MB', '× wall', '× peak'],
	];
	write('');
	write(
		formatTable(heads[0], [{ title: `Loaded and described (n8n ${version})`, lines: loading }]),
	);
	write('');
	write(formatTable(heads[1], [{ title: '1,000 items: webhook, node, answer', lines: trips }]));
	write('\n× is this node divided by the one of the line; below 1 this node is better.');
}

function ratio(value: number, reference: number): string {
	return (value / reference).toFixed(2);
}

main()
	.catch((error: unknown) => {
		process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
		process.exitCode = 1;
	})
	.finally(async () => {
		await shutDown();
		await teardown();
	});

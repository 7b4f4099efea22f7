import { CONTENDERS, RIVAL } from '../../bench/inServer/contenders';
import { leastOf, medianOf, printNodeTypes, printServerRows } from '../../bench/inServer/report';
import { serverWorkflow } from '../../bench/inServer/workflow';
import type { Figures } from '../../bench/report/rows';

const figures: Figures = {
	...{ passes: 1, wallPerItem: 2, cpuPerItem: 1, peakMemory: 900, grownMemory: 100 },
	...{ maxInFlight: 50, connections: 50, orderViolations: 0, refused: 0, serverLoad: 0.1 },
};
const credential = { id: '7', name: 'Stand-in' };

describe('the benchmark in the server', () => {
	it('divides the figures of all by those of the rival', () => {
		const rival = { name: 'rival', figures };
		const half = { ...figures, wallPerItem: 1, cpuPerItem: 0.25, grownMemory: 150 };
		const table = printServerRows('title', [{ name: 'half', figures: half }, rival], rival);
		const cells = (name: string) =>
			table
				.split('\n')
				.find((line) => line.startsWith(`  ${name} `))
				?.trim()
				.split(/\s+/)
				.slice(-3);
		expect(cells('half')).toEqual(['0.50', '0.25', '1.50']);
		expect(cells('rival')).toEqual(['1.00', '1.00', '1.00']);
	});

	it('takes the least of the rounds, and the most of what was under way', () => {
		const other = { ...figures, wallPerItem: 1, cpuPerItem: 3, grownMemory: 99, maxInFlight: 51 };
		expect(leastOf([figures, other])).toEqual({
			...figures,
			wallPerItem: 1,
			grownMemory: 99,
			maxInFlight: 51,
		});
	});

	it('compares a node type with each of the others and with their median', () => {
		const of = (title: string, loadMs: number, kilobytes: number) => ({
			...{ title, loadMs, descriptionBytes: kilobytes * 1024 },
		});
		const nodes = [of('ours', 10, 20), of('a', 5, 10), of('b', 20, 40), of('c', 40, 20)];
		const lines = printNodeTypes('title', nodes).split('\n').slice(-5);
		expect(lines.map((line) => line.trim().split(/\s{2,}/))).toEqual([
			['ours', '10.0', '20.0', '1.00', '1.00'],
			['a', '5.0', '10.0', '2.00', '2.00'],
			['b', '20.0', '40.0', '0.50', '0.50'],
			['c', '40.0', '20.0', '0.25', '1.00'],
			['median of the others', '20.0', '20.0', '0.50', '1.00'],
		]);
	});

	it.each([
		[[3, 1, 2], 2],
		[[4, 1, 2, 3], 2.5],
	])('has %j as median of %d', (values, median) => {
		expect(medianOf(values)).toBe(median);
	});

	it.each(CONTENDERS.map((contender) => [contender.name, contender] as const))(
		'puts "%s" between the webhook and its answer, with the credential',
		(_, contender) => {
			const { nodes, connections } = serverWorkflow(contender, 'http://127.0.0.1:1', credential);
			const links = Object.entries(connections).map(([from, { main }]) => [
				from,
				main[0]?.[0].node,
			]);
			expect(links).toEqual([
				['Webhook', 'Items'],
				['Items', 'Sender'],
				['Sender', 'Answer'],
			]);
			const [sender] = nodes.filter(({ name }) => name === 'Sender');
			expect(sender.credentials).toEqual({ nextMatterApi: credential });
			expect(sender.parameters).toMatchObject(contender.parameters);
		},
	);

	it('compares with a contender that takes part', () => {
		expect(CONTENDERS).toContain(RIVAL);
	});
});

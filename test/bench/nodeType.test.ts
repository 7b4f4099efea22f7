import { medianOf, printNodeTypes } from '../../bench/nodeType/print';

describe('the costs of a node type', () => {
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
});

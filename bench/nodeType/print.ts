import { divide } from '../report/ratios';
import { formatTable } from '../report/table';
import type { NodeFigures } from './measure';

const times = (value: number, other: number) => divide(value, other)?.toFixed(2) ?? '';
const HEAD = ['', 'load CPU ms', 'description KB', 'load ours ×', 'description ours ×'];

/** @param nodes ours first */
export function printNodeTypes(title: string, nodes: readonly NodeFigures[]): string {
	const [ours, ...peers] = nodes;
	const toLine = ({ title: name, loadMs, descriptionBytes }: NodeFigures) => ({
		cells: [
			`  ${name}`,
			loadMs.toFixed(1),
			(descriptionBytes / 1024).toFixed(1),
			times(ours.loadMs, loadMs),
			times(ours.descriptionBytes, descriptionBytes),
		],
	});
	const median: NodeFigures = {
		title: 'median of the others',
		loadMs: medianOf(peers.map(({ loadMs }) => loadMs)),
		descriptionBytes: medianOf(peers.map(({ descriptionBytes }) => descriptionBytes)),
	};
	return formatTable(HEAD, [{ title, lines: [...nodes, median].map(toLine) }]);
}

export function medianOf(values: readonly number[]): number {
	const sorted = [...values].sort((one, other) => one - other);
	const middle = sorted.length / 2;
	return Number.isInteger(middle)
		? (sorted[middle - 1] + sorted[middle]) / 2
		: sorted[Math.floor(middle)];
}

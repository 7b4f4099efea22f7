import { divide } from '../report/ratios';
import type { Figures } from '../report/rows';
import { formatTable } from '../report/table';
import type { NodeFigures } from './nodeTypes';

export interface ServerRow {
	readonly name: string;
	readonly figures: Figures;
}

/** The least of each in several rounds: whatever else the machine does only ever adds to it. */
export function leastOf(rounds: readonly Figures[]): Figures {
	const least = (pick: (figures: Figures) => number) => Math.min(...rounds.map(pick));
	const most = (pick: (figures: Figures) => number) => Math.max(...rounds.map(pick));
	return {
		...rounds[0],
		wallPerItem: least((figures) => figures.wallPerItem),
		cpuPerItem: least((figures) => figures.cpuPerItem),
		peakMemory: least((figures) => figures.peakMemory),
		grownMemory: least((figures) => figures.grownMemory),
		maxInFlight: most((figures) => figures.maxInFlight),
		connections: most((figures) => figures.connections),
	};
}

const HEAD = [
	'wall ms/item',
	'CPU ms/item',
	'memory MB more',
	'memory MB peak',
	'most in flight',
	'connec- tions',
	'wall × HTTP',
	'CPU × HTTP',
	'memory × HTTP',
];

const digits = (places: number) => (value: number | undefined) => value?.toFixed(places) ?? '';
const whole = digits(0);
const hundredths = digits(2);

/** @param rival the row that all are divided by */
export function printServerRows(
	title: string,
	rows: readonly ServerRow[],
	rival: ServerRow,
): string {
	const lines = rows.map(({ name, figures }) => {
		const times = (pick: (figures: Figures) => number) =>
			hundredths(divide(pick(figures), pick(rival.figures)));
		const { wallPerItem, cpuPerItem, grownMemory, peakMemory, maxInFlight, connections } = figures;
		return {
			cells: [
				`  ${name}`,
				hundredths(wallPerItem),
				hundredths(cpuPerItem),
				whole(grownMemory),
				whole(peakMemory),
				whole(maxInFlight),
				whole(connections),
				times((all) => all.wallPerItem),
				times((all) => all.cpuPerItem),
				times((all) => all.grownMemory),
			],
		};
	});
	return formatTable(['', ...HEAD], [{ title, lines }]);
}

/** @param nodes ours first */
export function printNodeTypes(title: string, nodes: readonly NodeFigures[]): string {
	const [ours, ...peers] = nodes;
	const toLine = ({ title: name, loadMs, descriptionBytes }: NodeFigures) => ({
		cells: [
			`  ${name}`,
			digits(1)(loadMs),
			digits(1)(descriptionBytes / 1024),
			hundredths(divide(ours.loadMs, loadMs)),
			hundredths(divide(ours.descriptionBytes, descriptionBytes)),
		],
	});
	const median: NodeFigures = {
		title: 'median of the others',
		loadMs: medianOf(peers.map(({ loadMs }) => loadMs)),
		descriptionBytes: medianOf(peers.map(({ descriptionBytes }) => descriptionBytes)),
	};
	const head = ['', 'load CPU ms', 'description KB', 'load ours ×', 'description ours ×'];
	return formatTable(head, [{ title, lines: [...nodes, median].map(toLine) }]);
}

export function medianOf(values: readonly number[]): number {
	const sorted = [...values].sort((one, other) => one - other);
	const middle = sorted.length / 2;
	return Number.isInteger(middle)
		? (sorted[middle - 1] + sorted[middle]) / 2
		: sorted[Math.floor(middle)];
}

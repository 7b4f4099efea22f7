import { nameOf } from '../plan/contenders';
import { ratiosOf } from './ratios';
import type { Row } from './rows';
import type { Judgement } from './targets';

/** What the benchmark ran on; ratios carry over to other machines, times do not. */
export interface Machine {
	readonly node: string;
	readonly platform: string;
	readonly processors: number;
	/** Versions by package. */
	readonly packages: Readonly<Record<string, string>>;
}

/** The whole result as JSON text, for other programs: the same rows and judgements as printed. */
export function toJson(
	machine: Machine,
	rows: readonly Row[],
	judgements: readonly Judgement[],
): string {
	const result = {
		machine,
		rows: rows.map((row) => {
			const { name, items, instances, scheme, latency } = row.workload;
			return {
				workload: { name, items, instances, scheme, latency },
				contender: nameOf(row.contender),
				...(row.figures && { figures: row.figures, ratios: ratiosOf(row, rows) }),
				...(row.failure !== undefined && { failure: row.failure }),
			};
		}),
		targets: judgements,
	};
	return `${JSON.stringify(result, null, '\t')}\n`;
}

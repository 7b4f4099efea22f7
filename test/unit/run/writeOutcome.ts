import type { Plan } from '../../../nodes/NextMatter/operations/types';
import type { Outcome } from '../../../nodes/NextMatter/run/outcomes';
import { write } from '../../../nodes/NextMatter/run/writes/write';

/** What became of an item, without what those after it are told. */
export async function writeOutcome<P extends Plan>(
	...given: Parameters<typeof write<P>>
): Promise<Outcome> {
	return (await write(...given)).outcome;
}

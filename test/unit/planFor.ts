import { itemContextIn } from './itemContext';
import type { Operation, Plan } from '../../nodes/NextMatter/operations/types';

/** What an operation makes of these parameters, for an item without files. */
export const planFor = <P extends Plan>(
	operation: Operation<P>,
	parameters: Readonly<Record<string, unknown>>,
	timeZone = 'Europe/Berlin',
): P => operation.prepare((name) => parameters[name], itemContextIn(timeZone));

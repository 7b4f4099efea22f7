import type { IDataObject } from 'n8n-workflow';
import { httpRequest, nameOf, nextMatter, type EngineContender } from '../plan/contenders';

/** One node between the webhook and its answer. */
export interface ServerContender {
	readonly name: string;
	readonly contender: EngineContender;
	/** What differs from the parameters with which it takes part elsewhere. */
	readonly parameters: IDataObject;
}

const named = (contender: EngineContender): ServerContender => ({
	name: nameOf(contender),
	contender,
	parameters: {},
});

/** The one that all others are compared with. */
export const RIVAL = named(httpRequest('unbounded'));

export const CONTENDERS: readonly ServerContender[] = [
	named(nextMatter(10)),
	named(nextMatter(50)),
	// HTTP Request always hands on the whole answer.
	{
		name: 'this node, 50 at once, Simplify off',
		contender: nextMatter(50),
		parameters: { simplify: false },
	},
	RIVAL,
];

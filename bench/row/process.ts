import { answer } from '../conversation';
import type { Contender } from '../plan/contenders';
import { itemsOf } from '../plan/items';
import type { Address } from '../server/protocol';
import type { RowFunctions } from './protocol';
import type { Runner } from './runInEngine';
import { workflowOf } from './workflows';

let prepared: Runner | undefined;

/** What a row does not need is not loaded, so that it does not count as its memory. */
async function runnerOf(contender: Contender, address: Address): Promise<Runner> {
	if (contender.kind === 'axios') {
		const { axiosRunner } = await import('./runAxios');
		return axiosRunner(contender.concurrency, address);
	}
	const { engineRunner } = await import('./runInEngine');
	return await engineRunner(workflowOf(contender, address.baseUrl), address);
}

answer<RowFunctions>({
	async prepare({ contender, address }) {
		prepared = await runnerOf(contender, address);
	},

	async run(load) {
		if (!prepared) throw new Error('Nothing is prepared');
		return await prepared(itemsOf(load));
	},

	async close() {},
});

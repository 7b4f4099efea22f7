import { createCredential } from '../../e2e/n8n/credentials';
import { importWorkflow, publish } from '../../e2e/n8n/workflows';
import { eventually } from '../../e2e/waiting';
import { openWorld, type World } from '../../e2e/world';
import { watchMemory } from './memory';
import { roundTrip, type Contender } from './workflows';

const ITEMS = 1000;
const PASSES = 5;

export interface Trip {
	/** Milliseconds of the fastest pass, from the call of the webhook to the end of its answer. */
	readonly wall: number;
	/** Resident memory of the server and its children in MB: at its peak, and before the first pass. */
	readonly peak: number;
	readonly before: number;
}

/** A server of its own for the contender, warmed up, then several passes. @throws Error if an item is not done */
export async function measureTrips(contender: Contender): Promise<Trip> {
	const world = await openWorld({ standIn: { validate: false } });
	try {
		const call = await deploy(world, contender);
		// The first calls compile code and open the database.
		await call(ITEMS);
		const memory = watchMemory(world.server.pid);
		const walls: number[] = [];
		for (let pass = 0; pass < PASSES; pass += 1) walls.push(await call(ITEMS));
		return { wall: Math.min(...walls), ...memory.end() };
	} finally {
		await world.close();
	}
}

/** @returns calls the webhook with as many items as given, and tells how long that took */
async function deploy(
	{ client, standIn, server }: World,
	contender: Contender,
): Promise<(count: number) => Promise<number>> {
	const data = { apiKey: standIn.keys.admin, baseUrl: standIn.baseUrl };
	const credential = await createCredential(client, 'Stand-in', data);
	const path = 'round-trip';
	const file = roundTrip(contender, path, credential, standIn.baseUrl);
	await publish(client, await importWorkflow(client, file));

	const post = async (count: number) => {
		const items = Array.from({ length: count }, (_, index) => ({
			instanceId: standIn.createInstance().id,
			note: `note ${index}`,
		}));
		const body = JSON.stringify({ items });
		const started = performance.now();
		const answer = await fetch(`${server.url}/webhook/${path}`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body,
		});
		const text = await answer.text();
		return { status: answer.status, text, wall: performance.now() - started };
	};
	await eventually('the webhook answers', async () =>
		(await post(1)).status === 404 ? undefined : true,
	);
	return async (count) => {
		standIn.reset();
		const { status, text, wall } = await post(count);
		const completed = standIn.log.filter(({ effect }) => effect === 'completed').length;
		const answered = status === 200 ? (JSON.parse(text) as unknown[]).length : 0;
		if (completed !== count || answered !== count) {
			throw new Error(
				`${contender}: ${completed} of ${count} completed, ${answered} answered (HTTP ${status}): ${text.slice(0, 300)}`,
			);
		}
		return wall;
	};
}

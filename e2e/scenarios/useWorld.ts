import { breaches } from '../journal';
import { createCredential, type SavedCredential } from '../n8n/credentials';
import { openWorld, type World, type WorldOptions } from '../world';

export interface Setting extends World {
	/** For the stand-in, with an administrator's key. */
	readonly credential: SavedCredential;
}

/**
 * One n8n for all tests of a file, with the package in it. The stand-in forgets everything before
 * each test, and after each one no request may have been other than our contract has it.
 *
 * @returns what is only there while tests run
 */
export function useWorld(options?: WorldOptions): () => Setting {
	let setting: Setting;
	let world: World | undefined;
	beforeAll(async () => {
		world = await openWorld(options);
		const { client, standIn } = world;
		const data = { apiKey: standIn.keys.admin, baseUrl: standIn.baseUrl };
		setting = { ...world, credential: await createCredential(client, 'Stand-in', data) };
	});
	beforeEach(() => setting.standIn.reset());
	afterEach(() => expect(breaches(setting.standIn)).toEqual([]));
	afterAll(async () => await world?.close());
	return () => setting;
}

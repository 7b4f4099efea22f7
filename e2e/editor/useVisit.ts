/* eslint-disable @n8n/community-nodes/require-node-api-error -- takes a picture of what failed; it never ships */
import { openBrowser, type BrowserSession } from '../browser';
import { breaches } from '../journal';
import { OWNER } from '../n8n/client';
import { openWorld, type World } from '../world';
import { Editor } from './index';
import { FAILURES, LARGEST, takeScreenshot } from './screenshots';

/** What a visit takes place in. */
export interface Visited {
	readonly world: World;
	readonly browser: BrowserSession;
	readonly editor: Editor;
}

export interface Visit {
	/** A part of the visit, which goes on where the one before has stopped. */
	part(name: string, steps: () => Promise<void>): void;
	/** Takes a picture of what a person sees now, for the documentation. */
	picture(name: string): Promise<void>;
}

/** One visit of n8n's editor by a test file. @param begin given what there is once it is there */
export function useVisit(begin: (visited: Visited) => unknown): Visit {
	let world: World | undefined;
	let browser: BrowserSession | undefined;
	let hasFailed = false;

	beforeAll(async () => {
		world = await openWorld();
		browser = await openBrowser();
		const editor = new Editor(browser.page, world.server.url);
		await editor.signIn(OWNER);
		// Some versions of n8n stumble over their own settings there, long before they see our node.
		browser.pageErrors.length = 0;
		await begin({ world, browser, editor });
	});
	afterAll(async () => {
		await browser?.close();
		await world?.close();
	});

	function opened() {
		if (!world || !browser) throw new Error('The editor is not open');
		return { standIn: world.standIn, ...browser };
	}
	return {
		part(name, steps) {
			test(name, async () => {
				// The others would only wait for what never comes.
				if (hasFailed) {
					const error = new Error('An earlier part of this visit has failed');
					throw Object.assign(error, { stack: error.message });
				}
				const { page, pageErrors, standIn } = opened();
				try {
					await steps();
					expect(breaches(standIn)).toEqual([]);
					expect(pageErrors).toEqual([]);
				} catch (error) {
					hasFailed = true;
					await takeScreenshot(page, name.replace(/\W+/g, '-'), FAILURES);
					throw error;
				}
			});
		},
		picture: async (name) => {
			expect(await takeScreenshot(opened().page, name)).toBeLessThanOrEqual(LARGEST);
		},
	};
}

import { openBrowser, type BrowserSession } from '../browser';
import { Editor } from '../editor';
import { OWNER } from '../n8n/client';
import { importWorkflow } from '../n8n/workflows';
import { exampleWorkflows } from '../playground/samples';
import { IS_2_0, openWorld, type World } from '../world';

let world: World;
let browser: BrowserSession;

beforeAll(async () => {
	world = await openWorld();
	browser = await openBrowser();
	await new Editor(browser.page, world.server.url).signIn(OWNER);
});
afterAll(async () => {
	await browser?.close();
	await world?.close();
});

/**
 * Below the last line, in pixels: less looks cut off, more looks forgotten. The notes are sized for the
 * newest n8n; that of 2.0 draws texts a little larger, and may cut up to half of a last line.
 */
const ROOM = { atLeast: IS_2_0 ? -16 : 10, atMost: 70 };

test('each note of the examples is as high as its text, as the editor draws it', async () => {
	const { client, server } = world;
	const found: Array<{ name?: string; note: number; roomPx: number }> = [];
	for (const workflow of exampleWorkflows()) {
		const { id } = await importWorkflow(client, workflow);
		await browser.page.goto(`${server.url}/workflow/${id}`);
		const notes = browser.page.getByTestId('sticky');
		await notes.first().locator('h1, h2, h3').waitFor({ state: 'attached' });
		const rooms = await notes.evaluateAll((elements) =>
			elements.map((element) => {
				const last = [...element.querySelectorAll('h1, h2, h3, p, li')].at(-1);
				const pixels = (key: string) => Number(last && Reflect.get(last, key));
				return element.clientHeight - pixels('offsetTop') - pixels('offsetHeight');
			}),
		);
		found.push(...rooms.map((roomPx, note) => ({ name: workflow.name, note, roomPx })));
	}
	expect(found.length).toBeGreaterThan(20);
	expect(found.filter(({ roomPx }) => roomPx < ROOM.atLeast || roomPx > ROOM.atMost)).toEqual([]);
});

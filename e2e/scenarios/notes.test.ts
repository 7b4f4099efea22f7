import { openBrowser, type BrowserSession } from '../browser';
import { Editor } from '../editor';
import { settle } from '../editor/settle';
import { OWNER } from '../n8n/client';
import { importWorkflow } from '../n8n/workflows';
import { exampleWorkflows } from '../playground/samples';
import { eventually } from '../waiting';
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

/** What is free in each note, when all are drawn, with the fonts that n8n loads for them. */
async function drawnRooms(count: number): Promise<number[]> {
	const { page } = browser;
	let before: number[] = [];
	return await eventually(`${count} notes are drawn`, async () => {
		const rooms = await readRooms();
		const isStill = JSON.stringify(rooms) === JSON.stringify(before);
		before = rooms;
		if (isStill && rooms.length === count && !rooms.some(Number.isNaN)) return rooms;
		await page.evaluate('document.fonts.ready.then(() => undefined)');
		await settle(page);
		return undefined;
	});
}

/** @returns for each note the height below its last line; NaN as long as it has no text */
async function readRooms(): Promise<number[]> {
	return await browser.page.getByTestId('sticky').evaluateAll((elements) =>
		elements.map((element) => {
			const last = [...element.querySelectorAll('h1, h2, h3, p, li')].at(-1);
			const pixels = (key: string) => Number(last && Reflect.get(last, key));
			return element.clientHeight - pixels('offsetTop') - pixels('offsetHeight');
		}),
	);
}

test('each note of the examples is as high as its text, as the editor draws it', async () => {
	const { client, server } = world;
	const found: Array<{ name?: string; note: number; roomPx: number }> = [];
	for (const workflow of exampleWorkflows()) {
		const { id } = await importWorkflow(client, workflow);
		await browser.page.goto(`${server.url}/workflow/${id}`);
		const count = workflow.nodes.filter(({ type }) => type.endsWith('.stickyNote')).length;
		const rooms = await drawnRooms(count);
		found.push(...rooms.map((roomPx, note) => ({ name: workflow.name, note, roomPx })));
	}
	expect(found.length).toBeGreaterThan(20);
	expect(found.filter(({ roomPx }) => roomPx < ROOM.atLeast || roomPx > ROOM.atMost)).toEqual([]);
});

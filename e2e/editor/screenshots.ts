/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- writes pictures to disk; it never ships */
import { mkdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';

const ROOT = path.resolve(__dirname, '../..');

/** Where pictures go: looked at and committed, or only for whoever wants to know what happened. */
const FOLDER = process.env.UPDATE_SCREENSHOTS ? 'docs/screenshots' : 'e2e/screenshots';

export const FAILURES = 'e2e/screenshots/failures';

/** In bytes: whoever reads the documentation loads them all. */
export const LARGEST = 160_000;

/** Nothing that passes by, such as notices, and nothing that blinks. */
const STYLE = `
	.el-notification, .n8n-tooltip { display: none !important; }
	* { caret-color: transparent !important; }
`;

/**
 * Writes a picture of what a person sees now.
 *
 * @param name of the file, without ending
 * @param folder in the repository
 * @returns its size in bytes
 */
export async function takeScreenshot(page: Page, name: string, folder = FOLDER): Promise<number> {
	const file = path.join(ROOT, folder, `${name}.png`);
	await mkdir(path.dirname(file), { recursive: true });
	// Under the pointer inputs show buttons; out of the way, they show what matters.
	await page.mouse.move(0, 0);
	await page.waitForTimeout(400);
	await page.screenshot({ path: file, style: STYLE, animations: 'disabled' });
	return (await stat(file)).size;
}

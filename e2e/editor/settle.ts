/* eslint-disable @n8n/community-nodes/no-restricted-globals -- timers of a page in a browser; it never ships */
import type { Page } from 'playwright-core';

/** More than n8n takes to notice what was typed or chosen. */
const [STEPS, STEP_MS] = [10, 100];

/**
 * Lets the page do what it has put off, such as taking in what was typed. It is measured by the page's own timers,
 * and in small steps: on a busy machine they fall behind together with those that this is about.
 */
export async function settle(page: Page): Promise<void> {
	await page.evaluate(
		async ([steps, ms]) => {
			for (let step = 0; step < steps; step += 1) {
				await new Promise((resolve) => setTimeout(resolve, ms));
			}
		},
		[STEPS, STEP_MS],
	);
}

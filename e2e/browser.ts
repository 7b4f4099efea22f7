/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- starts a browser on this machine; it never ships */
import { existsSync } from 'node:fs';
import { chromium, selectors, type Browser, type Page } from 'playwright-core';
import { TIME_ZONE } from './n8n/environment';

/** Where Chromium or its siblings usually are. */
const USUAL_PLACES = [
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome',
	'/Applications/Chromium.app/Contents/MacOS/Chromium',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** What screenshots show, in CSS pixels. */
export const VIEWPORT = { width: 1280, height: 800 };

/** Keeps to itself, works as root in a container, and needs no graphics card. */
const ARGUMENTS = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];

export interface BrowserSession {
	readonly page: Page;
	/** What went wrong in the page and was not caught by it. */
	readonly pageErrors: string[];
	close(): Promise<void>;
}

/** Opens a page in a headless Chromium that is as new as on the first day. */
export async function openBrowser(): Promise<BrowserSession> {
	selectors.setTestIdAttribute('data-test-id');
	const browser: Browser = await chromium.launch({
		executablePath: findBrowser(),
		args: ARGUMENTS,
	});
	const context = await browser.newContext({
		viewport: VIEWPORT,
		locale: 'en-GB',
		timezoneId: TIME_ZONE,
		// Nothing moves in screenshots, and nothing has to be waited for.
		reducedMotion: 'reduce',
	});
	// Only against what would never come: on a busy machine a step can take many times as long.
	context.setDefaultTimeout(120_000);
	const page = await context.newPage();
	const pageErrors: string[] = [];
	page.on('pageerror', (error) => pageErrors.push(String(error)));
	return { page, pageErrors, close: async () => await browser.close() };
}

function findBrowser(): string {
	const found = process.env.CHROMIUM ?? USUAL_PLACES.find((place) => existsSync(place));
	if (found) return found;
	throw new Error(
		'There is no Chromium here. Install it, or say where it is: CHROMIUM=/path/to/it',
	);
}

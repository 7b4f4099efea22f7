/* eslint-disable @n8n/community-nodes/no-restricted-globals -- the benchmark runs on a developer's machine; it never ships */
import type { Usage } from './protocol';

/** Rare enough to cost nothing that could be measured. */
const SAMPLE_EVERY_MS = 20;

/** Runs `work` and says what this process used meanwhile. */
export async function measure<T>(work: () => Promise<T>): Promise<{ usage: Usage; result: T }> {
	globalThis.gc?.();
	const rssBefore = process.memoryUsage.rss();
	const highestBefore = highestRssEver();
	let sampled = rssBefore;
	const sample = () => {
		try {
			sampled = Math.max(sampled, process.memoryUsage.rss());
		} catch {
			// The system reads a file for it, and the work may have opened all that may be open.
		}
	};
	const sampler = setInterval(sample, SAMPLE_EVERY_MS);
	const cpuBefore = process.cpuUsage();
	const begin = performance.now();
	try {
		const result = await work();
		const wallMs = performance.now() - begin;
		const { user, system } = process.cpuUsage(cpuBefore);
		sample();
		// The kernel misses no peak, but only knows the highest one since the process began.
		const highest = highestRssEver();
		const peakRss = highest > highestBefore ? highest : sampled;
		const cpuMs = (user + system) / 1000;
		return { usage: { wallMs, cpuMs, peakRss, grownRss: peakRss - rssBefore }, result };
	} finally {
		clearInterval(sampler);
	}
}

function highestRssEver(): number {
	return process.resourceUsage().maxRSS * 1024;
}

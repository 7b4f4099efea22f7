/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- lists documents of the repository; never ships */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { anchorOf } from '../../scripts/docs/markdown';
import { listFiles } from './packageUnderTest';

const root = path.resolve(__dirname, '../..');

export interface LocalLink {
	/** Relative to the document; empty for the document itself. */
	readonly target: string;
	readonly anchor?: string;
}

const NOT_OURS = /^(node_modules|dist|coverage|\.git)$/;

/** Every document of the repository. */
export function listDocuments(): string[] {
	return readdirSync(root, { withFileTypes: true })
		.filter(({ name }) => !NOT_OURS.test(name))
		.flatMap((entry) => (entry.isDirectory() ? listFiles(entry.name) : [entry.name]))
		.filter((file) => file.endsWith('.md') && !file.includes('node_modules/'));
}

/** Links and pictures that lead to a place of the repository. */
export function localLinksOf(markdown: string): LocalLink[] {
	const prose = withoutCode(markdown).replace(/`[^`\n]*`/g, '');
	return [...prose.matchAll(/\]\(([^()\s]+)\)/g)]
		.map(([, url = '']) => url)
		.filter((url) => !/^[a-z]+:/i.test(url))
		.map((url) => {
			const [target = '', anchor] = url.split('#');
			return { target, anchor };
		});
}

/** Source files that it names in its text, with as much of their paths as it gives. */
export function sourcesNamedIn(markdown: string): string[] {
	return [...withoutCode(markdown).matchAll(/`([\w./-]+\.m?[jt]s)`/g)].map(([, name = '']) => name);
}

/** The anchors of its headings; a heading that comes again gets a number. */
export function anchorsOf(markdown: string): string[] {
	const seen = new Map<string, number>();
	return [...withoutCode(markdown).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => {
		const anchor = anchorOf(heading.trim());
		const times = seen.get(anchor) ?? 0;
		seen.set(anchor, times + 1);
		return times > 0 ? `${anchor}-${times}` : anchor;
	});
}

function withoutCode(markdown: string): string {
	return markdown.replace(/^ *```[^]*?^ *```/gm, '');
}

/* eslint-disable @n8n/community-nodes/no-restricted-imports -- reads the repository; never ships */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The files of the repository, as the checklist sees them. */
export interface Repository {
	/** Empty if there is no such file. */
	read(file: string): string;
	/** Paths of all files below a folder; none if it is not there. */
	list(folder: string): readonly string[];
}

export function repositoryAt(root: string): Repository {
	return {
		read: (file) => {
			const whole = path.join(root, file);
			return existsSync(whole) ? readFileSync(whole, 'utf8') : '';
		},
		list: (folder) => {
			if (!existsSync(path.join(root, folder))) return [];
			return readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
				.filter((entry) => entry.isFile())
				.map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)));
		},
	};
}

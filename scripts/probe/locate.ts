/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- reads the sources; never ships */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../..');

/** Every shipped source with its text. */
function readSources(): Map<string, string> {
	const files = ['nodes', 'credentials'].flatMap((folder) =>
		readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
			.filter((file) => file.endsWith('.ts'))
			.map((file) => path.posix.join(folder, file)),
	);
	return new Map(files.map((file) => [file, readFileSync(path.join(ROOT, file), 'utf8')]));
}

/** A function that says where the code declares a name. */
export function locator(): (name: string) => string[] {
	const sources = readSources();
	return (name) => {
		const declaration = new RegExp(`^export (?:async )?(?:const|function|class) ${name}\\b`, 'm');
		return [...sources].filter(([, text]) => declaration.test(text)).map(([file]) => file);
	};
}

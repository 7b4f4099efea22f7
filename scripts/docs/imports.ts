/* eslint-disable @n8n/community-nodes/no-restricted-imports -- reads the sources; never ships */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

const HOME = 'nodes/NextMatter';

/** A folder of the node, or a file right in it. */
export type Room = string;

export interface Arrow {
	readonly from: Room;
	readonly to: Room;
}

export interface House {
	readonly rooms: readonly Room[];
	/** Which room imports something of which, types included. */
	readonly arrows: readonly Arrow[];
}

/** Reads from the imports of the sources which room uses which. */
export function readHouse(root: string): House {
	const files = ['nodes', 'credentials'].flatMap((folder) =>
		readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
			.filter((file) => file.endsWith('.ts'))
			.map((file) => path.posix.join(folder, file)),
	);
	const uses = new Set(
		files.flatMap((file) => importsOf(root, file).map((to) => `${roomOf(file)} ${roomOf(to)}`)),
	);
	const arrows = [...uses].sort().flatMap((pair): Arrow[] => {
		const [from = '', to = ''] = pair.split(' ');
		return from === to ? [] : [{ from, to }];
	});
	return { rooms: [...new Set(files.map(roomOf))].sort(), arrows };
}

/** Rooms from which arrows lead back to themselves; a house should have none. */
export function findCircles({ rooms, arrows }: House): Room[] {
	return rooms.filter((room) => reachableFrom(room, arrows).has(room));
}

/** Leaves out each arrow that a longer way implies, so that a picture can be read. */
export function withoutShortcuts({ rooms, arrows }: House): House {
	const isImplied = ({ from, to }: Arrow) =>
		arrows.some((first) => first.from === from && reachableFrom(first.to, arrows).has(to));
	return { rooms, arrows: arrows.filter((arrow) => !isImplied(arrow)) };
}

function reachableFrom(start: Room, arrows: readonly Arrow[]): Set<Room> {
	const seen = new Set<Room>();
	const visit = (room: Room): void => {
		for (const { to } of arrows.filter(({ from }) => from === room)) {
			if (seen.has(to)) continue;
			seen.add(to);
			visit(to);
		}
	};
	visit(start);
	return seen;
}

function roomOf(file: string): Room {
	if (!file.startsWith(`${HOME}/`)) return 'credentials';
	const [first = ''] = file.slice(HOME.length + 1).split('/');
	return first.replace(/\.ts$/, '');
}

/** The files of this package that a file imports. */
function importsOf(root: string, file: string): string[] {
	const { importedFiles } = ts.preProcessFile(readFileSync(path.join(root, file), 'utf8'));
	return importedFiles
		.filter(({ fileName }) => fileName.startsWith('.'))
		.map(({ fileName }) => {
			const target = path.posix.join(path.posix.dirname(file), fileName);
			return existsSync(path.join(root, `${target}.ts`)) ? `${target}.ts` : `${target}/index.ts`;
		});
}

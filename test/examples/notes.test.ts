/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- reads the examples from disk; never ships */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fitNote } from '../../demo/notes';
import { STICKY_NOTE } from '../../demo/workflows';
import type { WorkflowFile } from '../engine';

const FOLDER = path.resolve(__dirname, '../../examples');
const files = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).filter((file) =>
	file.endsWith('.json'),
);
const readWorkflow = (file: string) =>
	JSON.parse(readFileSync(path.join(FOLDER, file), 'utf8')) as WorkflowFile;

interface Box {
	readonly name: string;
	readonly left: number;
	readonly top: number;
	readonly width: number;
	readonly height: number;
}

/** What a node takes on the canvas, its caption included. */
const NODE = { width: 100, height: 140 };

function boxesOf({ nodes }: WorkflowFile): Box[] {
	return nodes.map(({ name, type, position: [left, top], parameters }) => ({
		...{ name, left, top },
		...(type === STICKY_NOTE
			? { width: Number(parameters.width), height: Number(parameters.height) }
			: NODE),
	}));
}

function overlap(one: Box, other: Box): boolean {
	return (
		one.left < other.left + other.width &&
		other.left < one.left + one.width &&
		one.top < other.top + other.height &&
		other.top < one.top + one.height
	);
}

const examples = files.map((file) => [file, readWorkflow(file)] as const);

it('every example has notes, each just as high as its text ("npm run update:notes")', () => {
	const notes = examples.flatMap(([file, { nodes }]) =>
		nodes
			.filter(({ type }) => type === STICKY_NOTE)
			.map(({ parameters }) => ({ file, parameters })),
	);
	const misfits = notes.filter(
		({ parameters: { content, width, height } }) =>
			height !== fitNote(String(content), Number(width)),
	);
	expect(new Set(notes.map(({ file }) => file)).size).toBe(files.length);
	expect(files.length).toBeGreaterThanOrEqual(16);
	expect(misfits).toEqual([]);
});

it('no example has anything on top of anything else', () => {
	const covered = examples.flatMap(([file, workflow]) => {
		const boxes = boxesOf(workflow);
		return boxes
			.flatMap((one, index) => boxes.slice(index + 1).map((other) => [one, other] as const))
			.filter(([one, other]) => overlap(one, other))
			.map((pair) => [file, ...pair.map(({ name }) => name)]);
	});
	expect(covered).toEqual([]);
});

it('would notice a text that does not fit', () => {
	const [short, long] = ['One line.', 'Many words, over and over. '.repeat(30)];
	expect(fitNote(short, 400)).toBeLessThan(100);
	expect(fitNote(long, 400)).toBeGreaterThan(300);
	expect(fitNote(long, 800)).toBeLessThan(fitNote(long, 400));
	expect(fitNote(`## Heading\n\n${short}`, 400)).toBeGreaterThan(fitNote(short, 400));
});

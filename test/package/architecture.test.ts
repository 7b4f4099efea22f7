/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- reads the sources of the repository; never ships */
import path from 'node:path';
import { findCircles, readHouse, withoutShortcuts } from '../../scripts/docs/imports';

const house = readHouse(path.resolve(__dirname, '../..'));

it('has no way back from any room of the code to itself', () => {
	expect(house.rooms.length).toBeGreaterThan(5);
	expect(house.arrows.length).toBeGreaterThan(house.rooms.length);
	expect(findCircles(house)).toEqual([]);
});

it('lets no room below the run of items know it', () => {
	const users = house.arrows.filter(({ to }) => to === 'run').map(({ from }) => from);
	expect(users).not.toEqual(
		expect.arrayContaining([expect.stringMatching(/^(input|api|formFields|operations)$/)]),
	);
	expect(house.arrows.filter(({ from }) => from === 'input')).toEqual([]);
});

it('would notice a circle, and draws no shortcut', () => {
	const [ab, bc, ac, ca] = ['ab', 'bc', 'ac', 'ca'].map(([from = '', to = '']) => ({ from, to }));
	const rooms = ['a', 'b', 'c', 'd'];
	const straight = { rooms, arrows: [ab, bc, ac].flatMap((arrow) => arrow ?? []) };
	expect(withoutShortcuts(straight).arrows).toEqual([ab, bc]);
	expect(findCircles({ rooms, arrows: [...straight.arrows, ...(ca ? [ca] : [])] })).toEqual([
		'a',
		'b',
		'c',
	]);
});

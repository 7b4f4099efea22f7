import { withoutShortcuts, type House } from './imports';

/** Which room uses which, as a picture that GitHub draws. */
export function housePicture(house: House): string {
	const { rooms, arrows } = withoutShortcuts(house);
	const idOf = (room: string) => room.replaceAll('.', '_');
	return [
		'```mermaid',
		'flowchart TD',
		...rooms.map((room) => `\t${idOf(room)}["${room}"]`),
		...arrows.map(({ from, to }) => `\t${idOf(from)} --> ${idOf(to)}`),
		'```',
	].join('\n');
}

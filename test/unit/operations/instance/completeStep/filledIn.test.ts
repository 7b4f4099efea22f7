import { filledIn } from '../../../../../nodes/NextMatter/operations/instance/completeStep/filledIn';

const text = (id: number, inputValue: string) => ({
	action_id: id,
	input_object: { inputValue },
});

it('reports what was sent without its wrapping, and the name where the step shows it', () => {
	const step = { id: 5001, fields: [{ id: 1, name: 'Needed by' }, { id: 2 }] };
	const actions = [
		{ action_id: 1, input_object: { date: '2026-06-16T10:00:00Z' } },
		{ action_id: 2, input_object: { itemsSelected: ['A', 'B'] } },
		{ action_id: 3, input_object: { rating: 5 } },
		text(4, ''),
	];
	expect(filledIn(actions, step)).toStrictEqual([
		{ id: 1, name: 'Needed by', value: '2026-06-16T10:00:00Z' },
		{ id: 2, value: ['A', 'B'] },
		{ id: 3, value: { rating: 5 } },
		{ id: 4, value: null },
	]);
});

it('names a long one, but does not repeat its value', () => {
	expect(filledIn([text(1, 'x'.repeat(198)), text(2, 'x'.repeat(199))], undefined)).toEqual([
		{ id: 1, value: 'x'.repeat(198) },
		{ id: 2 },
	]);
});

it('stays short in all, whatever was filled in', () => {
	const actions = Array.from({ length: 1000 }, (_, id) => text(id, 'x'.repeat(100)));
	const told = filledIn(actions, undefined);
	expect(told).toHaveLength(1000);
	expect(told.filter((one) => 'value' in one)).toHaveLength(9);
});

it('has room for short ones after long ones, whose values it leaves out', () => {
	const long = Array.from({ length: 10 }, (_, id) => text(id, 'x'.repeat(300)));
	expect(filledIn([...long, text(10, 'A')], undefined)[10]).toEqual({ id: 10, value: 'A' });
});

it('reports nothing about files that have no URLs yet', () => {
	const url = 'https://h/1';
	const actions = [
		{ action_id: 1, input_object: { files: [] } },
		{ action_id: 2, input_object: { images: [] } },
		{ action_id: 3, input_object: { files: [url] } },
		{ action_id: 4, input_object: { itemsChecked: [] } },
	];
	expect(filledIn(actions, undefined)).toEqual([
		{ id: 1 },
		{ id: 2 },
		{ id: 3, value: [url] },
		{ id: 4, value: [] },
	]);
});

it('names one without a value, and tells nothing of what is no form field', () => {
	expect(filledIn(['x', null, { action_id: 1 }], undefined)).toEqual([{ id: 1, value: null }]);
});

it.each([[undefined], [{}]])('is empty for %j', (actions) => {
	expect(filledIn(actions, undefined)).toEqual([]);
});

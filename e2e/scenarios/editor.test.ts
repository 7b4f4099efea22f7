import { DateTime } from 'luxon';
import { fieldKinds } from '../../nodes/NextMatter/formFields';
import type { FieldKind } from '../../nodes/NextMatter/formFields/types';
import {
	DECISION_FIELD_ID,
	DECISION_STEP_ID,
	FIELD_IDS,
	FIELD_OPTIONS,
	PURCHASE_WORKFLOW_ID,
	REQUEST_STEP_ID,
} from '../../test/standIn';
import type { BrowserSession } from '../browser';
import type { Editor } from '../editor';
import { settle } from '../editor/settle';
import { useVisit } from '../editor/useVisit';
import { completedSteps } from '../journal';
import { TIME_ZONE } from '../n8n/environment';
import { isAtLeast } from '../n8n/versions';
import { soon } from '../waiting';
import { versionUnderTest, type World } from '../world';

const ACTION = 'Complete step in instance';
const TABLE = '[{"Item": "Desk", "Pieces": 2},\n {"Item": "Lamp", "Pieces": 1}]';
const JSON_FIELDS = `[
  {
    "action_id": ${FIELD_IDS.text},
    "input_object": { "inputValue": "A desk for Kim" }
  }
]`;

// One visit: each test goes on where the one before has stopped.
let world: World;
let browser: BrowserSession;
let editor: Editor;

const { part: visit, picture } = useVisit((visited) => ({ world, browser, editor } = visited));

function namesOfInputs({ inputs }: FieldKind): string[] {
	return inputs.map(({ name }) => name);
}

/** @param local a time in n8n's time zone, as the date picker shows it */
function inUtc(local: string): string | null {
	const time = DateTime.fromSQL(local, { zone: TIME_ZONE }).toUTC();
	return time.toISO({ suppressMilliseconds: true });
}

if (isAtLeast(versionUnderTest(), '2.9')) {
	visit(
		'a credential with a bad key fails its test and says why, with a good one it passes',
		async () => {
			const { page } = browser;
			const { baseUrl, keys } = world.standIn;
			await editor.newCredential('Next Matter API');
			await editor.saveCredential({ apiKey: 'not-a-key', baseUrl });
			await page.getByText('More details').click();
			await page.getByText('Next Matter does not accept this API key').waitFor();
			await picture('credential-refused');

			await editor.saveCredential({ apiKey: keys.admin });
			await page.getByText('Connection tested successfully').waitFor();
			await picture('credential-accepted');
			const tests = world.standIn.log.map(({ method, status }) => `${method} ${status}`);
			// n8n asks twice before it believes a 401.
			expect([...new Set(tests)]).toEqual(['GET 401', 'GET 404']);
		},
	);
} else {
	visit('an n8n that cannot test a credential says so, and does not call it good', async () => {
		const { page } = browser;
		const { baseUrl, keys } = world.standIn;
		await editor.newCredential('Next Matter API');
		await page.getByText('This version of n8n cannot test the key').waitFor();
		await editor.saveCredential({ apiKey: keys.admin, baseUrl });
		await page.getByText('Saved', { exact: true }).waitFor();
		expect(await page.getByText('Connection tested successfully').isVisible()).toBe(false);
		expect(world.standIn.log).toEqual([]);
	});
}

visit('the node is found by search and put on the canvas', async () => {
	await editor.newWorkflow();
	await editor.addNode('manual');
	await editor.openPanel();
	// What people look for who do not know its name.
	for (const words of ['complete step', 'approve', 'human']) await editor.findNode(words);
	await editor.searchNode('next matter');
	await picture('node-search');
	await editor.addNode('next matter', ACTION);
	await editor.node.hasCredential('Next Matter account');
});

visit('a date, a list and a table are filled in as rows, and the step is completed', async () => {
	const { standIn } = world;
	const { id } = standIn.createInstance();
	await editor.node.typeId('instanceId', id);
	await editor.node.typeId('stepId', REQUEST_STEP_ID);
	await editor.node.addRow(FIELD_IDS.date, 'Date');
	const picker = await editor.node.openDatePicker('date');
	await picture('date-picker');
	const day = await editor.node.pickDay('date', picker, 16);
	await editor.node.addRow(FIELD_IDS.multiSelect, 'Multi-Select Dropdown');
	await editor.node.addListValue('selectedItems', 0, 'Hardware');
	await editor.node.addListValue('selectedItems', 1, 'Services');
	await editor.node.addRow(FIELD_IDS.table, 'Table');
	await editor.node.typeCode('tableRows', TABLE);

	const output = await editor.executeStep();
	await editor.node.showOutputAs('Schema');
	await picture('rows-and-output');

	await soon(async () => expect(await output.innerText()).toContain('Decide'));
	expect(completedSteps(standIn)).toEqual([`${id}/${REQUEST_STEP_ID}`]);
	expect(standIn.getInstance(id)?.values).toEqual({
		[FIELD_IDS.date]: { date: inUtc(day) },
		[FIELD_IDS.multiSelect]: { itemsSelected: ['Hardware', 'Services'] },
		[FIELD_IDS.table]: { jsonResult: '[["Item","Pieces"],["Desk",2],["Lamp",1]]' },
	});
});

visit('a second node takes instance and step from the first one, and routes', async () => {
	const { standIn } = world;
	const before = completedSteps(standIn);
	await editor.closeNode();
	await editor.openPanel();
	await editor.addNode('next matter', ACTION);
	await editor.node.typeExpression('instanceId', '{{ $json.id }}');
	// The node before has been executed, so that the expression has a value and the lists show what is there.
	await editor.node.chooseFromList('stepId', 'Decide');
	await editor.node.addEmptyRow();
	await editor.node.chooseFromList('fieldId', 'Decision');
	await editor.node.choose('routingAction', 'Return to an Earlier Step');
	const targets = await editor.node.openList('targetStep');
	await soon(async () =>
		expect(await targets.allInnerTexts()).toEqual([
			`Describe the purchase (${REQUEST_STEP_ID})`,
			'Place the order (5003)',
		]),
	);
	await editor.page.keyboard.press('Escape');
	await editor.node.choose('routingAction', 'Continue to the Next Step');
	await editor.node.type('comment', 'Within budget');
	await picture('routing');
	await editor.node.typeExpression('stepId', '{{ $json.active_step_ids[0] }}');

	const output = await editor.executeStep();
	await editor.node.showOutputAs('Schema');
	await editor.node.scrollToTop();
	await picture('chained-node');

	await soon(async () => expect(await output.innerText()).toContain('Place the order'));
	expect(completedSteps(standIn)).toEqual([...before, `9001/${DECISION_STEP_ID}`]);
	expect(standIn.getInstance(9001)?.values[DECISION_FIELD_ID]).toMatchObject({
		action: 'complete',
		comment: 'Within budget',
	});
	await editor.closeNode();
});

visit('form fields are given as JSON', async () => {
	const { standIn } = world;
	const { id } = standIn.createInstance();
	await editor.openNode(1);
	await editor.node.type('instanceId', String(id));
	await editor.node.choose('specifyFormFields', 'Using JSON');
	await editor.node.typeCode('formFieldsJson', JSON_FIELDS);

	await editor.executeStep();
	await picture('json');

	expect(standIn.getInstance(id)?.values).toEqual({
		[FIELD_IDS.text]: { inputValue: 'A desk for Kim' },
	});
	expect(completedSteps(standIn)).toContain(`${id}/${REQUEST_STEP_ID}`);
});

visit('instance and step are chosen from lists, by name', async () => {
	const { standIn } = world;
	const { id } = standIn.createInstance({ name: 'Chairs for the lobby' });
	await editor.node.chooseMode('instanceId', 'From list');
	await editor.node.type('listWorkflow', String(PURCHASE_WORKFLOW_ID));
	await (await editor.node.openList('instanceId')).getByText('Chairs').click();
	await editor.node.chooseMode('stepId', 'From list');
	const steps = await editor.node.openList('stepId');
	await soon(async () =>
		expect(await steps.allInnerTexts()).toEqual([
			`Describe the purchase (${REQUEST_STEP_ID})`,
			`Decide (${DECISION_STEP_ID})`,
			'Place the order (5003)',
		]),
	);
	await picture('step-list');
	await steps.getByText('Describe').click();

	await editor.executeStep();
	expect(completedSteps(standIn)).toContain(`${id}/${REQUEST_STEP_ID}`);
});

visit('a form field that is chosen from the list brings the inputs of its type along', async () => {
	const { standIn } = world;
	const { id } = standIn.createInstance();
	await editor.node.typeId('instanceId', id);
	await editor.node.choose('specifyFormFields', 'Using Fields Below');
	const names = new Set(['fieldType', ...fieldKinds.flatMap(namesOfInputs)]);
	const expectShown = async (...expected: string[]) =>
		await soon(async () => expect(await editor.node.shown([...names])).toEqual(expected));
	await editor.node.addEmptyRow();
	await expectShown('fieldType', 'text');
	await editor.node.chooseFromList('fieldId', 'Needed by');
	await expectShown('date');
	const picker = await editor.node.openDatePicker('date');
	const day = await editor.node.pickDay('date', picker, 16);

	await editor.node.addEmptyRow();
	await editor.node.chooseFromList('fieldId', 'Categories');
	await editor.node.chooseSeveral('selectedItems', ['Hardware', 'Services']);

	await editor.node.addEmptyRow();
	await editor.node.chooseFromList('fieldId', 'Reason');
	await editor.node.type('text', 'Chairs for guests');
	await expectShown('date', 'selectedItems', 'text');
	// Another form field in the same row: another input, and nothing is left of the one before.
	await editor.node.chooseFromList('fieldId', 'Office');
	const offices = await editor.node.openList('selectedOption');
	await soon(async () =>
		expect(await offices.allInnerTexts()).toEqual([...FIELD_OPTIONS.singleSelect]),
	);
	await picture('options-list');
	await offices.getByText('Lisbon').click();
	await expectShown('date', 'selectedItems', 'selectedOption');
	await picture('form-fields-from-list');

	await editor.executeStep();
	expect(standIn.log.filter(({ method }) => method === 'POST').at(-1)?.body).toEqual({
		step_id: REQUEST_STEP_ID,
		mode: 'complete',
		actions: [
			{ action_id: FIELD_IDS.date, input_object: { date: inUtc(day) } },
			{
				action_id: FIELD_IDS.multiSelect,
				input_object: { itemsSelected: ['Hardware', 'Services'] },
			},
			{ action_id: FIELD_IDS.singleSelect, input_object: { itemSelected: 'Lisbon' } },
		],
	});

	await editor.node.chooseMode('fieldId', 'By ID');
	await expectShown('date', 'selectedItems', 'selectedOption');
	// An ID that is not known yet has no type: the field type is asked for, and only its input is there.
	await editor.node.typeExpression('fieldId', '{{ $json.id }}');
	await expectShown('fieldType', 'date', 'selectedItems', 'text');

	// Nobody has entered 0.
	await editor.node.addEmptyRow();
	await editor.node.chooseFromList('fieldId', 'Amount');
	expect(await editor.node.parameter('number').locator('input').inputValue()).toBe('');
	await editor.node.parameter('number').scrollIntoViewIfNeeded();
	await picture('untouched-number');
});

visit('the form fields of the step become columns that are filled in by name', async () => {
	const { standIn } = world;
	const { id } = standIn.createInstance();
	await editor.node.typeId('instanceId', id);
	await editor.node.choose('specifyFormFields', 'Using Columns');
	await editor.page.getByText('Contact of the supplier').waitFor();
	await picture('columns');
	const column = `text:${FIELD_IDS.text}`;
	await editor.node.type(column, 'Chairs for guests');
	await editor.node.type(`number:${FIELD_IDS.number}`, '1200.5');
	await editor.node.type(`multiSelect:${FIELD_IDS.multiSelect}`, '["Hardware", "Services"]');
	await picture('columns-filled-in');
	await editor.executeStep();
	expect(standIn.getInstance(id)?.values).toEqual({
		[FIELD_IDS.text]: { inputValue: 'Chairs for guests' },
		[FIELD_IDS.number]: { numberValue: 1200.5, formattedValue: '' },
		[FIELD_IDS.multiSelect]: { itemsSelected: ['Hardware', 'Services'] },
	});

	// What cannot be looked up must not take away the columns that are there.
	await editor.node.type('instanceId', 'none');
	// Once to notice what was typed, once to look it up.
	await settle(editor.page);
	await settle(editor.page);
	expect(await editor.node.parameter(column).locator('input').inputValue()).toBe(
		'Chairs for guests',
	);
});

visit('a bad ID is answered with a sentence that helps', async () => {
	const { standIn } = world;
	const before = completedSteps(standIn);
	const { length } = standIn.log;
	// The columns bring marks of n8n's own along, which are about empty JSON.
	await editor.node.choose('specifyFormFields', 'Using JSON');
	await editor.node.type('instanceId', 'PO-4712');
	await editor.executeStep();
	await soon(async () => expect(await editor.node.errorMessage()).toContain('PO-4712'));
	// Nothing is sent that cannot be meant.
	expect(standIn.log).toHaveLength(length);

	await editor.node.type('instanceId', '424242');
	await editor.executeStep();
	await soon(async () => expect(await editor.node.errorMessage()).toContain('424242'));
	await picture('error');
	expect(completedSteps(standIn)).toEqual(before);
});

visit(
	'the whole workflow runs from the canvas, in the light theme and in the dark one',
	async () => {
		const { page } = browser;
		await editor.closeNode();
		await runWholeWorkflow();
		await picture('canvas-light');
		await soon(async () =>
			expect(await editor.icons()).toEqual(['nextMatter.svg', 'nextMatter.svg']),
		);

		await editor.save();
		const address = page.url();
		await editor.chooseTheme('dark');
		await page.goto(address);
		await runWholeWorkflow();
		await picture('canvas-dark');
		await soon(async () =>
			expect(await editor.icons()).toEqual(['nextMatter.dark.svg', 'nextMatter.dark.svg']),
		);
		await editor.openNode(1);
		await picture('node-dark');
	},
);

visit('the files of a form field are downloaded, and shown', async () => {
	const { standIn } = world;
	const url = `${standIn.url}/media/1/offer.pdf`;
	const { id } = standIn.createInstance({ values: { [FIELD_IDS.fileUpload]: { files: [url] } } });
	standIn.media.put('/media/1/offer.pdf', {
		content: '%PDF-1.7 an offer',
		headers: { 'Content-Type': 'application/pdf' },
	});
	await editor.chooseTheme('light');
	await editor.newWorkflow();
	await editor.addNode('manual');
	await editor.openPanel();
	await editor.addNode('next matter', 'Download file');
	await editor.node.typeId('instanceId', id);
	await editor.node.chooseFromList('formFieldId', 'Quote');

	const output = await editor.executeStep();
	await editor.node.showOutputAs('Binary');
	await soon(async () => {
		expect(await output.innerText()).toContain('offer.pdf');
		expect(await output.innerText()).toContain('application/pdf');
	});
	await picture('download');
});

/** Both steps of a new instance. */
async function runWholeWorkflow(): Promise<void> {
	const { standIn } = world;
	const { id } = standIn.createInstance();
	const before = completedSteps(standIn);
	await editor.openNode(1);
	await editor.node.type('instanceId', String(id));
	await editor.closeNode();
	await browser.page.getByTestId('zoom-to-fit').click();

	await editor.executeWorkflow();

	const steps = [REQUEST_STEP_ID, DECISION_STEP_ID].map((step) => `${id}/${step}`);
	expect(completedSteps(standIn)).toEqual([...before, ...steps]);
}

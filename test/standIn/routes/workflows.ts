import { jsonAnswer, refuse } from '../answers';
import { findStep, type WorkflowDefinition } from '../definitions';
import { select, statusOf } from '../filters';
import type { JsonObject } from '../json';
import { maySee } from '../keys';
import { pageOf } from '../paging';
import { presentInstance, presentWorkflow } from '../present';
import { findQueryErrors } from '../queryErrors';
import type { InstanceState } from '../state';
import type { Handled, World } from '../world';
import { none } from './instances';
import type { Handler, Route } from './types';

/** Makes sure that the workflow is there and may be seen. */
const withWorkflow =
	(act: (workflow: WorkflowDefinition, ...rest: Parameters<Handler>) => Handled): Handler =>
	(world, key, call) => {
		const workflow = world.store.findWorkflow(call.ids[0]);
		if (!workflow || !maySee(key)) return none(refuse.notFound());
		return act(workflow, world, key, call);
	};

const read = withWorkflow((workflow, { url, snapshotShape }) =>
	none(jsonAnswer(200, presentWorkflow(workflow, { url, snapshotShape }))),
);

function presentEntry(world: World, state: InstanceState): JsonObject {
	const { url, snapshotShape, listEntries, times } = world;
	const flags = { injectValues: false, stepsTimeFrame: false };
	const whole = presentInstance(state, { url, snapshotShape, times, ...flags });
	if (listEntries === 'full') return whole;
	const { id, name, public_url } = whole;
	return { id, name, status: statusOf(state), public_url };
}

/** Refuses a list whose filters make no sense. */
const withFilters =
	(act: Handler): Handler =>
	(world, key, call) => {
		const errors = findQueryErrors(call.request.query);
		return errors ? none(refuse.fields(errors)) : act(world, key, call);
	};

const listWorkflow = withWorkflow(({ id }, world, _key, { request }) => {
	const found = select(world.store.ofWorkflow(id), request.query);
	return none(pageOf(world, request, found, (state) => presentEntry(world, state)));
});

/** The newer version of the list is always short and paged by cursor. */
const listShort: Handler = (world, ...rest) =>
	listWorkflow(
		{
			...world,
			pagination: world.pagination === 'endless' ? 'endless' : 'cursor',
			listEntries: 'short',
		},
		...rest,
	);

/** What was entered into one form field, in all instances that have it. */
const listValues = withWorkflow((workflow, world, _key, { request, ids: [, stepId, fieldId] }) => {
	const field = findStep(workflow, stepId)?.formFields.find(({ id }) => id === fieldId);
	if (!field) return none(refuse.notFound());
	const found = select(world.store.ofWorkflow(workflow.id), request.query);
	return none(
		pageOf(world, request, found, ({ id, name, values }) => ({
			value: values[fieldId] ?? {},
			instance_id: id,
			instance_name: name,
			settings: { type: field.kind },
		})),
	);
});

export const workflowRoutes: readonly Route[] = [
	{
		pattern: /^\/processes\/(\d+)\/$/,
		methods: { GET: { operationId: 'readWorkflow', handle: read } },
	},
	{
		pattern: /^\/processes\/(\d+)\/instances\/$/,
		methods: { GET: { operationId: 'listInstances', handle: withFilters(listWorkflow) } },
	},
	{
		pattern: /^\/v2\/processes\/(\d+)\/instances\/$/,
		methods: { GET: { operationId: 'listInstancesShort', handle: withFilters(listShort) } },
	},
	{
		pattern: /^\/processes\/(\d+)\/steps\/(\d+)\/actions\/(\d+)\/$/,
		methods: { GET: { operationId: 'listFieldValues', handle: withFilters(listValues) } },
	},
];

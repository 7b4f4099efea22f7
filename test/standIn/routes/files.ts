import { jsonAnswer, refuse, type ErrorTree } from '../answers';
import { contentOf, type Form } from '../form';
import { maySee } from '../keys';
import type { StoredFile } from '../store';
import type { ApiRequest, World } from '../world';
import { none } from './instances';
import type { Handler, Route } from './types';

type Part = 'file' | 'image';

const NOT_AN_IMAGE =
	'Upload a valid image. The file you uploaded was either not an image or a corrupted image.';

function findErrors(world: World, part: Part, { fields, files }: Form): ErrorTree {
	const file = files.find((candidate) => candidate.part === part);
	const fileFault = !file
		? 'No file was submitted.'
		: file.size === 0
			? 'The submitted file is empty.'
			: part === 'image' && !file.mimeType.startsWith('image/')
				? NOT_AN_IMAGE
				: undefined;
	const { created_time: time, process, process_instance: instance } = fields;
	const faults = {
		[part]: fileFault,
		created_time:
			time !== undefined && Number.isNaN(Date.parse(time))
				? 'Datetime has wrong format.'
				: undefined,
		process: findIdFault(process, (id) => world.store.findWorkflow(id)),
		process_instance: findIdFault(instance, (id) => world.store.find(id)),
	};
	return Object.fromEntries(
		Object.entries(faults).flatMap(([key, fault]) => (fault ? [[key, [fault]]] : [])),
	);
}

function findIdFault(text: string | undefined, find: (id: number) => unknown): string | undefined {
	if (text === undefined) return undefined;
	if (!/^\d+$/.test(text)) return 'Incorrect type. Expected pk value, received str.';
	return find(Number(text)) ? undefined : `Invalid pk "${text}" - object does not exist.`;
}

/** Says of a file what third-party code expects the API to say. */
function present(part: Part, { url, createdTime, workflowId, instanceId }: StoredFile) {
	return jsonAnswer(201, {
		created_time: createdTime,
		process: workflowId ?? null,
		process_instance: instanceId ?? null,
		[`${part}_uri`]: url,
	});
}

function refuseBody({ contentType = '' }: ApiRequest) {
	const isForm = contentType.startsWith('multipart/form-data');
	return isForm
		? refuse.request('Multipart form parse error - Invalid boundary in multipart.')
		: refuse.mediaType(contentType.split(';')[0]);
}

const upload =
	(part: Part): Handler =>
	(world, key, { request }) => {
		if (!maySee(key)) return none(refuse.forbidden());
		const { form } = request;
		if (!form) return none(refuseBody(request));
		const errors = findErrors(world, part, form);
		if (Object.keys(errors).length > 0) return none(refuse.fields(errors));
		const { created_time: time, process, process_instance: instance } = form.fields;
		const [file] = form.files.filter((candidate) => candidate.part === part);
		const stored = world.store.addFile(world.url, {
			...file,
			createdTime: time ?? world.store.now(),
			...(process !== undefined && { workflowId: Number(process) }),
			...(instance !== undefined && { instanceId: Number(instance) }),
		});
		const content = contentOf(file);
		const headers = { 'Content-Type': file.mimeType };
		if (content) world.media.put(new URL(stored.url).pathname, { content, headers });
		return { answer: present(part, stored), effect: 'uploaded' };
	};

export const fileRoutes: readonly Route[] = [
	{
		pattern: /^\/files\/$/,
		methods: { POST: { operationId: 'uploadFile', handle: upload('file') } },
	},
	{
		pattern: /^\/images\/$/,
		methods: { POST: { operationId: 'uploadImage', handle: upload('image') } },
	},
];

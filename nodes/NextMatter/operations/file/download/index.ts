import { explainReply } from '../../../api/errors/explainReply';
import { isInstance } from '../../../api/instance/instance';
import { bodyOf, isSuccess } from '../../../api/replies';
import type { FetchedFile } from '../../../api/types';
import type { Ask, CheckResult, Operation } from '../../types';
import { downloadDescription } from './description';
import { explainDownload } from './explain';
import { filesOfField, type FieldFiles } from './fieldFiles';
import { prepareDownload, type DownloadPlan } from './prepare';
import { downloadOf } from './requests';

/** Fetches files of anywhere into n8n's store: one output item for each. */
export const download: Operation<DownloadPlan> = {
	...downloadDescription,
	prepare: prepareDownload,
	// All is done by `gather`.
	present: () => undefined,
	async gather(plan, ask) {
		const found = await addressesOf(plan, ask);
		if ('failure' in found) return { kind: 'failed', failure: found.failure };
		const files: FetchedFile[] = [];
		for (const address of found.addresses) {
			const reply = await ask(downloadOf(address, plan.maxBytes));
			if (reply.kind !== 'file') {
				const attempt = { ...plan, action: `download ${address}`, subject: undefined };
				return { kind: 'failed', failure: explainDownload(reply, address, attempt) };
			}
			files.push(reply.file);
		}
		return toResult(plan, files);
	},
};

async function addressesOf(plan: DownloadPlan, ask: Ask): Promise<FieldFiles> {
	const { addresses, source } = plan;
	if (addresses) return { addresses };
	const reply = await ask(plan.request);
	const body = bodyOf(reply);
	if (!source || !isSuccess(reply) || !isInstance(body, source.instanceId)) {
		return { failure: explainReply(reply, plan) };
	}
	return filesOfField(body.process_snapshot, source);
}

function toResult({ property, source }: DownloadPlan, files: readonly FetchedFile[]): CheckResult {
	const origin = source && {
		instance_id: source.instanceId,
		form_field_id: source.formFieldId,
	};
	return {
		kind: 'done',
		json: files.map(({ url, fileName, mimeType, size }) => ({
			url,
			file_name: fileName,
			mime_type: mimeType,
			size,
			...origin,
		})),
		files: files.map(({ data }) => ({ [property]: data })),
		...(source &&
			files.length === 0 && {
				hints: [
					`Form field ${source.formFieldId} of instance ${source.instanceId} contains no file, so there is no output item for it`,
				],
			}),
	};
}

import type { Reply } from '../../../../../nodes/NextMatter/api/types';
import { download } from '../../../../../nodes/NextMatter/operations/file/download';
import { answering } from '../../../answering';
import { planFor } from '../../../planFor';
import { answer, instance, silence } from '../../../replies';

const ADDRESS = 'https://f.example/1.pdf';
const data = { data: 'AAEC', mimeType: 'application/pdf' };
const file: Reply = {
	kind: 'file',
	file: { url: ADDRESS, fileName: '1.pdf', mimeType: 'application/pdf', size: 3, data },
};
const json = { url: ADDRESS, file_name: '1.pdf', mime_type: 'application/pdf', size: 3 };
const holding = (value: unknown) => {
	const steps = [{ id: 5001, actions: [{ id: 7, type: 'file', value }] }];
	return { ...instance, process_snapshot: { steps } };
};

async function gather(downloadFrom: string, ...replies: Reply[]) {
	const plan = planFor(download, {
		downloadFrom,
		instanceId: '9001',
		formFieldId: '7',
		urls: [ADDRESS, '/media/2.pdf'],
		outputPropertyName: 'offer',
		options: { maximumSize: 2 },
	});
	const { ask, asked } = answering(...replies);
	return { result: await download.gather?.(plan, ask), asked };
}

describe('downloading files', () => {
	it('of URLs fetches one after another, and puts each out as an item', async () => {
		const { result, asked } = await gather('urls', file, file);
		expect(result).toEqual({
			kind: 'done',
			json: [json, json],
			files: [{ offer: data }, { offer: data }],
		});
		const requestFor = (address: string) => {
			return { method: 'GET', path: '', download: { address, maxBytes: 2_000_000 } };
		};
		expect(asked).toEqual([requestFor(ADDRESS), requestFor('/media/2.pdf')]);
	});

	it('of a form field reads the instance first, and tells where they come from', async () => {
		const { result, asked } = await gather('formField', answer(200, holding(ADDRESS)), file);
		expect(result).toEqual({
			kind: 'done',
			json: [{ ...json, instance_id: 9001, form_field_id: 7 }],
			files: [{ offer: data }],
		});
		expect(asked[0]).toMatchObject({ path: '/instances/9001/', query: { inject_values: 'true' } });
	});

	it('says so where the form field is empty', async () => {
		expect((await gather('formField', answer(200, holding(null)))).result).toEqual({
			kind: 'done',
			json: [],
			files: [],
			hints: ['Form field 7 of instance 9001 contains no file, so there is no output item for it'],
		});
	});

	it('fails where one file does not come, which is named', async () => {
		const { result, asked } = await gather('urls', file, silence);
		expect(result).toMatchObject({
			kind: 'failed',
			failure: { message: expect.stringMatching(/^Could not download "\/media\/2\.pdf": /) },
		});
		expect(asked).toHaveLength(2);
	});

	it('says which file was not tried', async () => {
		const { result } = await gather('urls', { kind: 'skipped', reason: 'stopped' });
		expect(result).toMatchObject({
			failure: { message: expect.stringContaining(`download ${ADDRESS}`), certainty: 'not-sent' },
		});
	});

	it.each<[string, Reply, string]>([
		['a refusal', answer(404), 'Instance 9001 was not found'],
		['an instance with a status of failure', answer(500, holding(ADDRESS)), '(HTTP 500)'],
		['another instance', answer(200, { ...holding(ADDRESS), id: 9002 }), 'read instance 9001'],
		['a form field of something else', answer(200, holding('Laptops')), 'form field 7'],
	])('fetches nothing after %s', async (_what, reply, words) => {
		const { result, asked } = await gather('formField', reply);
		expect(result).toMatchObject({
			kind: 'failed',
			failure: { message: expect.stringContaining(words), certainty: 'rejected' },
		});
		expect(asked).toHaveLength(1);
	});
});

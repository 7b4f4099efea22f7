/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- tests of a real server; they never ship */
import { readFileSync } from 'node:fs';
import { Agent } from 'node:https';
import path from 'node:path';

import { startStandIn } from './index';
import { TestClient } from './testClient';

const read = (file: string) => readFileSync(path.join(__dirname, 'tls', file), 'utf8');

/** Made for these tests and for 127.0.0.1; nothing else trusts it. */
const tls = { key: read('key.pem'), cert: read('cert.pem') };

describe('a stand-in with a certificate', () => {
	it('speaks HTTPS, and its connections can be broken too', async () => {
		const standIn = await startStandIn({ tls });
		const httpsAgent = new Agent({ ca: tls.cert });
		const client = new TestClient(standIn, { httpsAgent });
		const { id } = standIn.createInstance();

		expect(standIn.baseUrl).toMatch(/^https:/);
		expect((await client.read(id)).data.url).toBe(`${standIn.baseUrl}/instances/${id}/`);
		standIn.faults.add({ kind: { reset: 'before' } });
		await expect(client.read(id)).rejects.toMatchObject({ code: 'ECONNRESET' });
		expect(standIn.contractViolations).toEqual([]);
		await standIn.close();
	});

	it('is not trusted by a client that does not know it', async () => {
		const standIn = await startStandIn({ tls });
		const { id } = standIn.createInstance();
		await expect(new TestClient(standIn).read(id)).rejects.toMatchObject({
			code: 'DEPTH_ZERO_SELF_SIGNED_CERT',
		});
		await standIn.close();
	});
});

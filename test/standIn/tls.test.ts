/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-dangerous-functions -- tests of a real server; they never ship */
import { spawnSync } from 'node:child_process';
import { Agent } from 'node:https';

import { startStandIn } from './index';
import { TestClient } from './testClient';

/** A key and a certificate for this machine that nobody else has, or nothing without openssl. */
function makeCertificate(): { key: string; cert: string } | undefined {
	const { status, stdout } = spawnSync(
		'openssl',
		[
			...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'],
			...['-days', '1', '-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1'],
			...['-keyout', '-', '-out', '-'],
		],
		{ encoding: 'utf8' },
	);
	const begin = '-----BEGIN CERTIFICATE-----';
	const [key, cert] = status === 0 ? stdout.split(begin) : [];
	return key && cert ? { key, cert: `${begin}${cert}` } : undefined;
}

const tls = makeCertificate();
const itWithOpenssl = tls ? it : it.skip;

describe('a stand-in with a certificate', () => {
	itWithOpenssl('speaks HTTPS, and its connections can be broken too', async () => {
		const standIn = await startStandIn({ tls });
		const httpsAgent = new Agent({ ca: tls?.cert });
		const client = new TestClient(standIn, { httpsAgent });
		const { id } = standIn.createInstance();

		expect(standIn.baseUrl).toMatch(/^https:/);
		expect((await client.read(id)).data.url).toBe(`${standIn.baseUrl}/instances/${id}/`);
		standIn.faults.add({ kind: { reset: 'before' } });
		await expect(client.read(id)).rejects.toMatchObject({ code: 'ECONNRESET' });
		expect(standIn.contractViolations).toEqual([]);
		await standIn.close();
	});

	itWithOpenssl('is not trusted by a client that does not know it', async () => {
		const standIn = await startStandIn({ tls });
		const { id } = standIn.createInstance();
		await expect(new TestClient(standIn).read(id)).rejects.toMatchObject({
			code: 'DEPTH_ZERO_SELF_SIGNED_CERT',
		});
		await standIn.close();
	});
});

/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- servers that misbehave in ways that only a raw socket can */
import dns from 'node:dns';
import { readFileSync } from 'node:fs';
import net, { type AddressInfo, type Server } from 'node:net';
import path from 'node:path';
import tls, { type ConnectionOptions, type TlsOptions } from 'node:tls';
import { gzipSync } from 'node:zlib';
import { completeStep, NODE, openTestBed, type TestBed } from './testBed';

const pem = (name: string) => readFileSync(path.join(__dirname, '../standIn/tls', name));
const KEYS = { key: pem('key.pem'), cert: pem('cert.pem') };

let bed: TestBed;
const opened: Server[] = [];

beforeAll(async () => {
	bed = await openTestBed();
});
afterEach(() => {
	for (const server of opened.splice(0)) server.close();
	jest.restoreAllMocks();
});
afterAll(async () => await bed.standIn.close());

async function listen(server: Server): Promise<number> {
	opened.push(server);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return (server.address() as AddressInfo).port;
}

/** A TLS server that notes how much of a request it has read, and answers nothing. */
async function listenTls(options: TlsOptions = {}) {
	const seen = { bytes: 0 };
	const server = tls.createServer({ ...KEYS, ...options }, (socket) => {
		socket.on('error', () => {});
		socket.on('data', (data) => (seen.bytes += data.length));
	});
	server.on('tlsClientError', () => {});
	return { seen, port: await listen(server) };
}

const GIVEN_UP = { timeout: 5, maximumWait: 0, concurrency: 1 };

async function complete(baseUrl: string, options = {}) {
	const { output } = await bed.run({
		parameters: completeStep(9001, 5001, [], { options: { ...GIVEN_UP, ...options } }),
		node: { onError: 'continueErrorOutput' },
		credential: { baseUrl },
	});
	const [{ json }] = output(NODE, 1);
	return json as { error: string; details: { certainty: string } };
}

describe('what fails before anything is sent', () => {
	it.each(['TLSv1.2', 'TLSv1.3'] as const)(
		'is a certificate that is not trusted, with %s',
		async (version) => {
			const { port, seen } = await listenTls({ minVersion: version, maxVersion: version });
			const { details } = await complete(`https://127.0.0.1:${port}/api`);
			expect(details.certainty).toBe('not-sent');
			expect(seen.bytes).toBe(0);
		},
	);

	it.each([
		['refused', ['127.0.0.1', '127.0.0.2']],
		['refused, and out of reach', ['127.0.0.1', '2001:db8::1']],
		['out of reach', ['2001:db8::1', '2001:db8::2']],
	])('is a host with several addresses that are all %s', async (_, addresses) => {
		const all = addresses.map((address) => ({ address, family: net.isIP(address) }));
		const lookup = (_host: string, _options: unknown, found: (...result: unknown[]) => void) =>
			process.nextTick(found, null, all);
		jest.spyOn(dns, 'lookup').mockImplementation(lookup as unknown as typeof dns.lookup);
		const { details } = await complete('http://several.test:9/api');
		expect(details.certainty).toBe('not-sent');
	});
});

describe('what fails when the request may have been read', () => {
	/** Hands everything on to a TLS server, until that has read a request; then it says something else. */
	async function listenBetween(garbage: Buffer, options: TlsOptions) {
		const { port, seen } = await listenTls(options);
		const between = net.createServer((client) => {
			const server = net.connect(port, '127.0.0.1');
			for (const socket of [client, server]) socket.on('error', () => {});
			client.pipe(server);
			server.pipe(client);
			const watch = setInterval(() => {
				if (seen.bytes === 0) return;
				clearInterval(watch);
				server.unpipe(client);
				client.end(garbage);
			}, 5);
			client.on('close', () => {
				clearInterval(watch);
				server.destroy();
			});
		});
		return { seen, port: await listen(between) };
	}

	function trustAnyCertificate(): void {
		const { connect } = tls;
		const trusting = (options: ConnectionOptions) =>
			connect({ ...options, rejectUnauthorized: false });
		jest.spyOn(tls, 'connect').mockImplementation(trusting as unknown as typeof connect);
	}

	const GARBAGE: Readonly<Record<string, Buffer>> = {
		'plain HTTP': Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n'),
		'a record of another version': Buffer.from([0x17, 2, 0, 0, 5, 1, 2, 3, 4, 5]),
		'a record that does not fit': Buffer.concat([
			Buffer.from([0x17, 3, 3, 0, 40]),
			Buffer.alloc(40),
		]),
		'an alert about a certificate': Buffer.from([0x15, 3, 3, 0, 2, 2, 42]),
		'an alert about a handshake': Buffer.from([0x15, 3, 3, 0, 2, 2, 40]),
	};

	/** Pairs that have each of the two at least once. */
	const CASES: Array<['TLSv1.2' | 'TLSv1.3', keyof typeof GARBAGE]> = [
		['TLSv1.2', 'plain HTTP'],
		['TLSv1.3', 'plain HTTP'],
		['TLSv1.3', 'a record of another version'],
		['TLSv1.2', 'a record that does not fit'],
		['TLSv1.3', 'a record that does not fit'],
		['TLSv1.2', 'an alert about a certificate'],
		['TLSv1.3', 'an alert about a handshake'],
	];

	it.each(CASES)('is a connection by %s on which follows %s', async (version, kind) => {
		trustAnyCertificate();
		const options = { minVersion: version, maxVersion: version };
		const { port, seen } = await listenBetween(GARBAGE[kind], options);
		const { details } = await complete(`https://127.0.0.1:${port}/api`);
		expect(seen.bytes).toBeGreaterThan(0);
		expect(details.certainty).toBe('unknown');
	});
});

describe('an answer', () => {
	/** Answers with these headers, and then piece by piece. */
	async function listenHttp(head: string, next: (place: number) => Buffer | undefined, ms: number) {
		const server = net.createServer((socket) => {
			socket.on('error', () => {});
			socket.once('data', () => {
				socket.write(head);
				let place = 0;
				const timer = setInterval(() => {
					const piece = next(place++);
					if (piece) socket.write(piece);
					else socket.end();
				}, ms);
				socket.on('close', () => clearInterval(timer));
			});
		});
		return `http://127.0.0.1:${await listen(server)}/api`;
	}

	const OK = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n';

	it.each([
		['body', `${OK}Content-Length: 1000000\r\n\r\n`],
		['head', OK],
	])(
		'that drips has an end, be it its %s',
		async (where, head) => {
			const drop = Buffer.from(where === 'head' ? 'X-A: b\r\n' : ' ');
			const baseUrl = await listenHttp(head, () => drop, 100);
			const { error, details } = await complete(baseUrl, { timeout: 1 });
			expect(details.certainty).toBe('unknown');
			expect(error).toContain('ETIMEDOUT');
		},
		30_000,
	);

	it('that unpacks to more than fits is not read to its end', async () => {
		const bomb = gzipSync(Buffer.alloc(200_000_000, 32));
		const head = `${OK}Content-Encoding: gzip\r\nContent-Length: ${bomb.length}\r\n\r\n`;
		const baseUrl = await listenHttp(head, (place) => (place === 0 ? bomb : undefined), 10);
		const before = process.memoryUsage();
		const { error, details } = await complete(baseUrl, { timeout: 60 });
		const after = process.memoryUsage();
		expect(details.certainty).toBe('unknown');
		expect(error).toContain('larger than 32 MB');
		const grown = after.heapUsed + after.external - before.heapUsed - before.external;
		expect(grown).toBeLessThan(150_000_000);
	});
});

/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- the benchmark runs on a developer's machine; it never ships */
import path from 'node:path';

const FOLDER = path.join(__dirname, '../test/standIn/tls');

/** Made for 127.0.0.1; clients are told to trust it, so that they check it as they would any. */
export const CERTIFICATE = path.join(FOLDER, 'cert.pem');
export const CERTIFICATE_KEY = path.join(FOLDER, 'key.pem');

/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- settings of a server on this machine; it never ships */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { HOST } from '../ports';
import type { N8nInstallation } from './install';

export const TIME_ZONE = 'Europe/Berlin';

/** Parts of n8n that look things up elsewhere, or that only cost time and memory here. */
const UNWANTED_MODULES = [
	'agents',
	'chat-hub',
	'dynamic-credentials',
	'external-secrets',
	'insights',
	'instance-ai',
	'instance-registry',
	'instance-version-history',
	'ldap',
	'log-streaming',
	'mcp',
	'mcp-registry',
	'otel',
	'provisioning',
	'quick-connect',
	'source-control',
	'sso-oidc',
	'sso-saml',
];

/** What of our own environment a server may see: no settings of another n8n, no proxies. */
const INHERITED = ['LANG', 'LC_ALL', 'TMPDIR', 'USER'];

/** Whatever n8n wants from other machines fails at once, instead of being answered or not. */
export const NOTHING_OUTSIDE = {
	HTTP_PROXY: `http://${HOST}:9`,
	HTTPS_PROXY: `http://${HOST}:9`,
	NO_PROXY: `${HOST},localhost`,
};

export interface Places {
	readonly installation: N8nInstallation;
	readonly userFolder: string;
	readonly port: number;
	/** On which n8n talks with the process that runs code of Code nodes. */
	readonly brokerPort: number;
}

/** The environment of an n8n that keeps to this machine. */
export function serverEnvironment(places: Places): NodeJS.ProcessEnv {
	const { installation, userFolder, port, brokerPort } = places;
	const inherited = INHERITED.map((name) => [name, process.env[name]]);
	return {
		...(Object.fromEntries(inherited) as NodeJS.ProcessEnv),
		PATH: `${installation.node.binaries}${path.delimiter}${process.env.PATH}`,
		// Also for npm, which n8n calls to install packages: nothing of the person's own is touched.
		HOME: userFolder,
		NODE_ENV: 'production',
		GENERIC_TIMEZONE: TIME_ZONE,
		DB_SQLITE_POOL_SIZE: '4',
		N8N_USER_FOLDER: userFolder,
		N8N_HOST: HOST,
		N8N_LISTEN_ADDRESS: HOST,
		N8N_PORT: String(port),
		N8N_WORKER_SERVER_ADDRESS: HOST,
		QUEUE_HEALTH_CHECK_PORT: String(port),
		N8N_RUNNERS_BROKER_PORT: String(brokerPort),
		N8N_SECURE_COOKIE: 'false',
		N8N_ENFORCE_SETTINGS_FILE_PERMISSIONS: 'true',
		N8N_LOG_LEVEL: 'info',
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_DYNAMIC_BANNERS_ENABLED: 'false',
		N8N_HIRING_BANNER_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
		N8N_PYTHON_ENABLED: 'false',
		N8N_VERIFIED_PACKAGES_ENABLED: 'false',
		N8N_DISABLED_MODULES: disabledModules(installation.script).join(','),
	};
}

/** n8n does not start if it is told to leave out a module that it does not have. */
function disabledModules(script: string): string[] {
	try {
		const present = readdirSync(path.resolve(script, '..', '..', 'dist', 'modules'));
		return UNWANTED_MODULES.filter((name) => present.some((entry) => entry.startsWith(name)));
	} catch {
		return [];
	}
}

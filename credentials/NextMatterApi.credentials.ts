import type {
	IAuthenticate,
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	Icon,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';
import { DEFAULT_BASE_URL, readApiKey, readBaseUrl } from '../nodes/NextMatter/api/credential';
import { CAN_TEST_BY_STATUS } from '../nodes/NextMatter/n8nCompat';

/** Every status that fails the test, with what the user is told. 404 is not among them: see `test`. */
const FAILURES: ReadonlyArray<readonly [statuses: readonly number[], message: string]> = [
	[
		[401],
		'Next Matter does not accept this API key. Copy it again from Company > Next Matter API keys; it may have expired or been revoked.',
	],
	[
		[403],
		'Next Matter does not know this API key, or its user is not allowed to use the API. Check the key and its user under Company > Next Matter API keys.',
	],
	[
		[429],
		"Next Matter isn't accepting requests right now, so the key could not be tested. Try again in a few minutes.",
	],
	[
		[301, 302, 303, 307, 308],
		'The base URL redirects to another URL. Enter that one as the base URL.',
	],
	[
		[400, 405, 406, 410],
		'The server at the base URL does not respond like the Next Matter API. Check the base URL.',
	],
	[
		[500, 502, 503, 504],
		'Next Matter is not responding properly right now, so the key could not be tested. Try again later.',
	],
];

/**
 * There is no documented call that only says who the key belongs to. Reading an instance that cannot
 * exist changes nothing: a good key gets 404, a bad one 401 or 403.
 */
const TEST: ICredentialTestRequest = {
	request: {
		baseURL: '={{ $credentials.baseUrl }}',
		url: '/instances/0/',
		disableFollowRedirect: true,
		ignoreHttpStatusErrors: { ignore: true, except: FAILURES.flatMap(([statuses]) => statuses) },
	},
	rules: FAILURES.flatMap(([statuses, message]) =>
		statuses.map((value) => ({ type: 'responseCode', properties: { value, message } }) as const),
	),
};

const CANNOT_TEST: INodeProperties = {
	displayName:
		'This version of n8n cannot test the key; n8n 2.9 and later can. If the key is wrong, the first item that the node sends fails.',
	name: 'cannotTest',
	type: 'notice',
	default: '',
};

export class NextMatterApi implements ICredentialType {
	name = 'nextMatterApi';

	displayName = 'Next Matter API';

	documentationUrl = 'https://help.nextmatter.com/docs/api-keys';

	icon: Icon = {
		light: 'file:../icons/nextMatter.svg',
		dark: 'file:../icons/nextMatter.dark.svg',
	};

	properties: INodeProperties[] = [
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description:
				"Created by an administrator in Next Matter under Company > Next Matter API keys. The node has the permissions of the key's user.",
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			required: true,
			default: DEFAULT_BASE_URL,
			placeholder: 'e.g. https://core.nextmatter.com/api',
			description: 'Change it only if Next Matter gave you another URL',
		},
		...(CAN_TEST_BY_STATUS ? [] : [CANNOT_TEST]),
	];

	// A function rather than an expression: the key is cleaned in one tested place, and n8n need not
	// evaluate an expression for every request.
	authenticate: IAuthenticate = async (
		credentials: ICredentialDataDecryptedObject,
		request: IHttpRequestOptions,
	) => ({
		...request,
		...(request.baseURL !== undefined && { baseURL: readBaseUrl(request.baseURL) }),
		headers: { ...request.headers, Authorization: `Api-Key ${readApiKey(credentials.apiKey)}` },
	});

	/** None where it would let any key pass; `CANNOT_TEST` says so. */
	test: ICredentialTestRequest | undefined = CAN_TEST_BY_STATUS ? TEST : undefined;
}

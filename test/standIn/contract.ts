import { OpenAPIBackend, SetMatchType } from 'openapi-backend';
import type { Operation, OpenAPIValidator } from 'openapi-backend';

import type { Answer } from './answers';
import { findRoute } from './api';
import { readContract } from './document';
import { parseJson } from './json';
import type { JsonValue } from './json';
import { addContractFormats } from './schemas';
import type { ApiRequest } from './world';

interface Fault {
	instancePath: string;
	message?: string;
}

function describe(faults: readonly Fault[] | null | undefined): string[] {
	const texts = (faults ?? []).map(({ instancePath, message = 'is wrong' }) =>
		`${instancePath} ${message}`.trim(),
	);
	return [...new Set(texts)];
}

/** A form is held against its schema with its numbers as such, though it can only hold texts. */
function bodyOf({ body, form }: ApiRequest): JsonValue | undefined {
	if (!form) return body === '' ? undefined : (parseJson(body) ?? body);
	const numbers = Object.entries(form.fields).map(
		([name, text]) => [name, /^\d+$/.test(text) ? Number(text) : text] as const,
	);
	return Object.fromEntries([...numbers, ...form.files.map(({ part }) => [part, ''] as const)]);
}

/** Holds requests and answers against our contract. */
export class ContractChecker {
	constructor(
		private readonly validator: OpenAPIValidator,
		private readonly operations: ReadonlyMap<string, Operation>,
	) {}

	/** What a client sent that the contract does not provide for. */
	checkRequest(request: ApiRequest): string[] {
		const operation = this.operationFor(request);
		if (!operation) return [`${request.method} ${request.path} is not in the contract`];
		const headers: Record<string, string> = {};
		if (request.contentType !== undefined) headers['content-type'] = request.contentType;
		const { errors } = this.validator.validateRequest(
			{
				method: request.method,
				path: request.path.slice('/api'.length),
				headers,
				query: Object.fromEntries(request.query),
				body: bodyOf(request),
			},
			operation,
		);
		return describe(errors);
	}

	/** What the stand-in itself answered that the contract does not allow. */
	checkAnswer(request: ApiRequest, { status, headers, json, text }: Answer): string[] {
		const operation = this.operationFor(request, true);
		if (!operation || json === undefined) return [];
		if (!(status in (operation.responses ?? {}))) return [`status ${status} is not declared`];
		const body = this.validator.validateResponse(parseJson(text), operation, status);
		const options = { statusCode: status, setMatchType: SetMatchType.Superset };
		const head = this.validator.validateResponseHeaders(headers, operation, options);
		return [...describe(body.errors), ...describe(head.errors)];
	}

	private operationFor(request: ApiRequest, anyMethod = false): Operation | undefined {
		const methods = findRoute(request.path)?.route.methods ?? {};
		const [any] = anyMethod ? Object.values(methods) : [];
		const operation = Object.hasOwn(methods, request.method) ? methods[request.method] : any;
		return operation && this.operations.get(operation.operationId);
	}
}

/** Checks the contract itself as well, and all that is in it, unless it has to be quick. */
export async function loadChecker({ quick }: { quick: boolean }): Promise<ContractChecker> {
	const backend = new OpenAPIBackend({
		definition: readContract(),
		quick,
		strict: true,
		ignoreTrailingSlashes: false,
		ajvOpts: { allErrors: true, validateSchema: !quick },
		customizeAjv: addContractFormats,
	});
	await backend.init();
	const operations = backend.getOperations();
	return new ContractChecker(
		backend.validator,
		new Map(operations.map((operation) => [operation.operationId ?? '', operation])),
	);
}

let loading: Promise<ContractChecker> | undefined;

/** A shape is compiled when it is needed first, and once per process, as each takes a moment. */
export async function contractChecker(): Promise<ContractChecker> {
	loading ??= loadChecker({ quick: true });
	return await loading;
}

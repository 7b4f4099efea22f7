import { OpenAPIBackend, SetMatchType } from 'openapi-backend';
import type { Operation, OpenAPIValidator } from 'openapi-backend';

import type { Answer } from './answers';
import { findRoute } from './api';
import { readContract } from './document';
import { parseJson } from './json';
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
				body: request.body === '' ? undefined : (parseJson(request.body) ?? request.body),
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

async function loadChecker(): Promise<ContractChecker> {
	const backend = new OpenAPIBackend({
		definition: readContract(),
		strict: true,
		ignoreTrailingSlashes: false,
		ajvOpts: { allErrors: true },
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

/** Compiling the contract takes a moment, so it happens once per process. */
export async function contractChecker(): Promise<ContractChecker> {
	loading ??= loadChecker();
	return await loading;
}

import type { KeyDefinition, StepDefinition, WorkflowDefinition } from './definitions';

/** The key a request shows: none at all, one nobody knows, or a known one. */
export type ShownKey = 'missing' | 'unknown' | KeyDefinition;

const KNOWN_SCHEMES = ['api-key', 'basic', 'bearer', 'token'];

export class KeyRing {
	private readonly byValue: Map<string, KeyDefinition>;

	constructor(definitions: readonly KeyDefinition[]) {
		this.byValue = new Map(definitions.map((key) => [key.value, key]));
	}

	read(authorization: string | undefined): ShownKey {
		if (authorization === undefined) return 'missing';
		const [scheme, value, ...rest] = authorization.trim().split(/\s+/);
		if (scheme.toLowerCase() !== 'api-key') return 'missing';
		if (value === undefined || rest.length > 0) return 'unknown';
		const key = this.byValue.get(value);
		return key && key.role !== 'revoked' ? key : 'unknown';
	}

	/** The header with the name of the key in place of the key, safe to keep and to print. */
	redact(authorization: string): string {
		const [scheme, ...rest] = authorization.trim().split(/\s+/);
		const isScheme = KNOWN_SCHEMES.includes(scheme.toLowerCase());
		const value = isScheme ? rest.join(' ') : authorization.trim();
		const name = this.byValue.get(value)?.name ?? 'unknown key';
		return isScheme ? `${scheme} [${name}]` : `[${name}]`;
	}
}

export function maySee(key: KeyDefinition): boolean {
	return key.role === 'admin' || key.role === 'member';
}

export function mayDo(
	key: KeyDefinition,
	workflow: WorkflowDefinition,
	step: StepDefinition,
): boolean {
	if (key.role === 'admin') return true;
	if (key.role !== 'member') return false;
	return [...(step.owners ?? []), ...(workflow.leads ?? [])].includes(key.name);
}

import {
	isFromAIOnlyExpression,
	NodeConnectionTypes,
	WAIT_INDEFINITELY,
	type IExecuteFunctions,
} from 'n8n-workflow';

/*
 * What older versions of n8n lack. Nodes cannot read n8n's version, so we detect features.
 */

/** The list of connection types came with n8n 1.83. */
export const MAIN = NodeConnectionTypes?.Main ?? 'main';

/**
 * Whether the test of a credential can say which statuses fail it. Before n8n 2.9 it could only ignore
 * them all, and any key would have passed. That itself cannot be detected, but
 * this function came with the same version.
 */
export const CAN_TEST_BY_STATUS = typeof isFromAIOnlyExpression === 'function';

/** For an execution that is to sleep until it is woken. */
export const NEVER = WAIT_INDEFINITELY ?? new Date('3000-01-01T00:00:00.000Z');

/**
 * Makes URLs that resume this execution, which n8n signs since version 2.
 *
 * @returns undefined where n8n cannot do that
 */
export function resumeUrlsOf(
	context: Partial<Pick<IExecuteFunctions, 'getSignedResumeUrl'>>,
): ((parameters: Readonly<Record<string, string>>) => string) | undefined {
	const sign = context.getSignedResumeUrl?.bind(context);
	if (!sign) return undefined;
	return (parameters) => {
		// Before n8n 2.1 a call with a wrong signature resumes the execution unless this is asked for.
		if (requiresSignatures(context)) context.setSignatureValidationRequired();
		return sign({ ...parameters });
	};
}

function requiresSignatures(
	context: object,
): context is { setSignatureValidationRequired(): void } {
	return 'setSignatureValidationRequired' in context;
}

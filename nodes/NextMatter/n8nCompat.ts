import { isFromAIOnlyExpression, NodeConnectionTypes } from 'n8n-workflow';

/*
 * What older versions of n8n lack. n8n does not tell nodes its version, so it is told by what there is.
 */

/** The list of connection types came with n8n 1.83. */
export const MAIN = NodeConnectionTypes?.Main ?? 'main';

/**
 * Whether the test of a credential can say which statuses fail it. Before n8n 2.9 it could only ignore
 * them all, and any key would have passed. That itself leaves no trace at run time; this function is
 * another thing that came with 2.9.
 */
export const CAN_TEST_BY_STATUS = typeof isFromAIOnlyExpression === 'function';

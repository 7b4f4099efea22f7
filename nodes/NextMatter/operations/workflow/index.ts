import type { Resource } from '../types';
import { get } from './get';
import { workflowDescription } from './description';

export const workflow: Resource = {
	...workflowDescription,
	operations: [get],
};

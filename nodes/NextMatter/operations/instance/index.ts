import type { Resource } from '../types';
import { completeStep } from './completeStep';
import { create } from './create';
import { deleteInstance } from './delete';
import { get } from './get';
import { getAll } from './getAll';
import { sendAndWait } from './sendAndWait';
import { stop } from './stop';
import { update } from './update';
import { waitForStep } from './waitForStep';
import { instanceDescription } from './description';

export const instance: Resource = {
	...instanceDescription,
	operations: [
		completeStep,
		create,
		deleteInstance,
		get,
		getAll,
		sendAndWait,
		stop,
		update,
		waitForStep,
	],
};

import { defineResource } from '../shared/defineResource';
import { completeStepDescription } from './completeStep/description';
import { createDescription } from './create/description';
import { deleteDescription } from './delete/description';
import { getDescription } from './get/description';
import { getAllDescription } from './getAll/description';
import { sendAndWaitDescription } from './sendAndWait/description';
import { stopDescription } from './stop/description';
import { updateDescription } from './update/description';
import { waitForStepDescription } from './waitForStep/description';

export const instance = defineResource(
	{ name: 'Instance', value: 'instance', first: 'completeStep' },
	[
		{ ...completeStepDescription, load: async () => (await import('./completeStep')).completeStep },
		{ ...createDescription, load: async () => (await import('./create')).create },
		{ ...deleteDescription, load: async () => (await import('./delete')).deleteInstance },
		{ ...getDescription, load: async () => (await import('./get')).get },
		{ ...getAllDescription, load: async () => (await import('./getAll')).getAll },
		{ ...sendAndWaitDescription, load: async () => (await import('./sendAndWait')).sendAndWait },
		{ ...stopDescription, load: async () => (await import('./stop')).stop },
		{ ...updateDescription, load: async () => (await import('./update')).update },
		{ ...waitForStepDescription, load: async () => (await import('./waitForStep')).waitForStep },
	],
);

import { describeResource } from '../shared/describeResource';
import { completeStepDescription } from './completeStep/description';
import { createDescription } from './create/description';
import { deleteDescription } from './delete/description';
import { getDescription } from './get/description';
import { getAllDescription } from './getAll/description';
import { sendAndWaitDescription } from './sendAndWait/description';
import { stopDescription } from './stop/description';
import { updateDescription } from './update/description';
import { waitForStepDescription } from './waitForStep/description';

export const instanceDescription = describeResource(
	{ name: 'Instance', value: 'instance', first: 'completeStep' },
	[
		completeStepDescription,
		createDescription,
		deleteDescription,
		getDescription,
		getAllDescription,
		sendAndWaitDescription,
		stopDescription,
		updateDescription,
		waitForStepDescription,
	],
);

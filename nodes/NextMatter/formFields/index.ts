import { address } from './kinds/address';
import { checklist } from './kinds/checklist';
import { custom } from './kinds/custom';
import { date } from './kinds/date';
import { email } from './kinds/email';
import { instruction } from './kinds/instruction';
import { multiSelect } from './kinds/multiSelect';
import { number } from './kinds/number';
import { radio } from './kinds/radio';
import { routing } from './kinds/routing';
import { singleSelect } from './kinds/singleSelect';
import { table } from './kinds/table';
import { text } from './kinds/text';
import type { FieldKind } from './types';
import { drawing, fileUpload, imageUpload } from './kinds/uploads';
import { url } from './kinds/url';
import { userSelection } from './kinds/userSelection';

/** Every kind of form field, in the order of the list that users choose from. */
export const fieldKinds: readonly FieldKind[] = [
	address,
	checklist,
	custom,
	date,
	drawing,
	email,
	fileUpload,
	imageUpload,
	instruction,
	multiSelect,
	number,
	radio,
	routing,
	singleSelect,
	table,
	text,
	url,
	userSelection,
];

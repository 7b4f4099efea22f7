import { address } from './address';
import { checklist } from './checklist';
import { custom } from './custom';
import { date } from './date';
import { email } from './email';
import { instruction } from './instruction';
import { multiSelect } from './multiSelect';
import { number } from './number';
import { radio } from './radio';
import { routing } from './routing';
import { singleSelect } from './singleSelect';
import { table } from './table';
import { text } from './text';
import type { FieldKind } from './types';
import { drawing, fileUpload, imageUpload } from './uploads';
import { url } from './url';
import { userSelection } from './userSelection';

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

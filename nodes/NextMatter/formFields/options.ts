import { locatedValue } from '../input/ids';
import { readRequiredText } from '../input/texts';
import { AN_OPTION, readSingle } from './singleValues';

/** The name of an option, also from an object in which another service has it. @throws InputError */
export function readOption(label: string, value: unknown): string {
	return readRequiredText(label, readSingle(label, locatedValue(value), AN_OPTION));
}

/** Emphasis for a terminal; without colour the texts stay as they are. */
export interface Style {
	strong(text: string): string;
	quiet(text: string): string;
	good(text: string): string;
	bad(text: string): string;
	name(text: string): string;
}

const RESET = '\u001B[0m';

export function styleFor(isColourful: boolean): Style {
	const wrap = (code: number) => (text: string) =>
		isColourful && text ? `\u001B[${code}m${text}${RESET}` : text;
	return { strong: wrap(1), quiet: wrap(2), good: wrap(32), bad: wrap(31), name: wrap(36) };
}

/** As terminals and people have agreed on: NO_COLOR and FORCE_COLOR, else whether it is a terminal. */
export function hasColour(environment: NodeJS.ProcessEnv, isTerminal: boolean): boolean {
	if (environment.NO_COLOR) return false;
	if (environment.FORCE_COLOR) return environment.FORCE_COLOR !== '0';
	return isTerminal && environment.TERM !== 'dumb';
}

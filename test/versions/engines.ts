/** An engine to run the tests with, as npm knows it. */
export interface Engine {
	/** The n8n that has it, for people. */
	readonly n8n: string;
	readonly core: string;
	/** The one that `n8n-core` names as its own. */
	readonly workflow: string;
	/** What its makers left open, and what is too new for it by now. */
	readonly overrides?: Readonly<Record<string, string>>;
	/** Test files about what it does not have at all, by their names. */
	readonly without?: readonly string[];
}

/** Beside the newest one, which `npm test` runs with: the oldest that can load the package, the last of 1.x, the first of 2.x. */
export const ENGINES: readonly Engine[] = [
	// Its nodes cannot be tools of an AI agent.
	{ n8n: '1.49', core: '1.49.0', workflow: '1.48.0', without: ['toolRetries'] },
	{ n8n: '1.123.81', core: '1.122.48', workflow: '1.120.31' },
	{ n8n: '2.0.3', core: '2.0.2', workflow: '2.0.1' },
];

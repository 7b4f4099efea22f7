import { shapeOf, withoutIds } from './anonymise';
import type { ProbeRun } from './run';
import type { Answered } from './types';

const MARKS = { 'as assumed': '=', different: '≠', open: '?' } as const;

/** One answer, as it is shown while the probe runs. */
export function tellAnswer({ question, assumed, found, verdict, touches }: Answered): string {
	return [
		`${MARKS[verdict]} ${question}`,
		`    assumed  ${assumed}`,
		`    found    ${found}`,
		...(verdict === 'different' ? [`    look at  ${touches.join(', ')}`] : []),
	].join('\n');
}

export function tellTotal({ answers, isLetIn }: ProbeRun): string {
	const count = (verdict: Answered['verdict']) =>
		answers.filter((answer) => answer.verdict === verdict).length;
	return [
		`${count('as assumed')} as assumed (=), ${count('different')} different (≠), ${count('open')} open (?)`,
		...(isLetIn ? [] : ['The key or the base URL does not seem to work: see the first answers.']),
	].join('\n');
}

/** What a user can attach to an issue: answers, and the shapes of what the server said. */
export function makeReport({ answers, client }: ProbeRun, versions: object): object {
	const sharesHost = (url: URL) => client.sharesHost(url);
	return {
		...versions,
		atDefaultBaseUrl: client.isAtDefault,
		answers,
		exchanges: client.exchanges.map(({ question, reply }) => ({
			request: `${question.method} ${withoutIds(question.path)}`,
			query: Object.keys(question.query ?? {}),
			status: reply.status ?? reply.errorCode,
			headers: Object.keys(reply.headers).sort(),
			body: reply.isJson ? shapeOf(reply.body, sharesHost) : reply.body ? 'not JSON' : 'empty',
		})),
	};
}

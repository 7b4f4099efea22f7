import {
	createSourceFile,
	forEachChild,
	isFunctionLike,
	ScriptTarget,
	type Node,
} from 'typescript';
import { listFiles, readText } from './packageUnderTest';

const MAX_ARGUMENTS = 3;

/** Functions with more arguments than people can tell apart by their place, as `file:line`. */
function withTooMany(file: string): string[] {
	const source = createSourceFile(file, readText(file), ScriptTarget.Latest, true);
	const found: string[] = [];
	const visit = (node: Node): void => {
		if (isFunctionLike(node) && node.parameters.length > MAX_ARGUMENTS) {
			found.push(`${file}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}`);
		}
		forEachChild(node, visit);
	};
	visit(source);
	return found;
}

it('no function takes more than three arguments by place', () => {
	const files = [...listFiles('nodes'), ...listFiles('credentials')];
	const sources = files.filter((file) => file.endsWith('.ts'));
	expect(sources.length).toBeGreaterThan(100);
	expect(sources.flatMap(withTooMany)).toEqual([]);
});

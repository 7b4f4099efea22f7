import ts from 'typescript';

/** Names that stand for values of the environment; a node has no business with any of them. */
const AMBIENT = [
	'process',
	'global',
	'globalThis',
	'__dirname',
	'__filename',
	'console',
	'eval',
	'Function',
	'fetch',
	'XMLHttpRequest',
	'setTimeout',
	'setInterval',
	'setImmediate',
	'axios',
];

export interface ShippedCode {
	/** What it loads; `undefined` where that is only known when it runs. */
	readonly modules: ReadonlyArray<string | undefined>;
	readonly ambientNames: readonly string[];
}

/** Reads compiled code without running it. */
export function readShippedCode(file: string, text: string): ShippedCode {
	const modules: Array<string | undefined> = [];
	const ambientNames: string[] = [];
	const visit = (node: ts.Node): void => {
		if (ts.isCallExpression(node) && isLoader(node.expression)) {
			modules.push(literalText(node.arguments[0]));
		} else if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) {
			if (node.moduleSpecifier) modules.push(literalText(node.moduleSpecifier));
		} else if (ts.isIdentifier(node) && AMBIENT.includes(node.text) && !isKey(node)) {
			ambientNames.push(node.text);
		}
		ts.forEachChild(node, visit);
	};
	visit(ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true, ts.ScriptKind.JS));
	return { modules, ambientNames };
}

function isLoader(callee: ts.Expression): boolean {
	return (
		callee.kind === ts.SyntaxKind.ImportKeyword ||
		(ts.isIdentifier(callee) && callee.text === 'require')
	);
}

function literalText(node: ts.Node | undefined): string | undefined {
	return node && ts.isStringLiteralLike(node) ? node.text : undefined;
}

function isKey(node: ts.Identifier): boolean {
	const { parent } = node;
	return (
		(ts.isPropertyAccessExpression(parent) && parent.name === node) ||
		(ts.isPropertyAssignment(parent) && parent.name === node)
	);
}

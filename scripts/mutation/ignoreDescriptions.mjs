import { declareValuePlugin, PluginKind } from '@stryker-mutator/api/plugin';

/**
 * Leaves out the parameters that the editor shows, objects with a `displayName`: captions and
 * placeholders, for which a test could only repeat the text. Names and values of parameters, which
 * saved workflows rely on, are held by the tests of the package and of the docs.
 */
export const strykerPlugins = [
	declareValuePlugin(PluginKind.Ignore, 'descriptions', {
		shouldIgnore({ node }) {
			const isParameter =
				node.type === 'ObjectExpression' &&
				node.properties.some(({ key }) => key?.name === 'displayName');
			return isParameter ? 'describes a parameter of the editor' : undefined;
		},
	}),
];

const VERSION_FOLDER = /^v(\d+)\.(\d+)\.0\//;

/**
 * The output schemas that versions of the node have in common. n8n looks for a schema in the folder of
 * the version that a node in a workflow has, `v1.1.0` for 1.1, and (2.0) nowhere else, so each version is
 * given those of the one before it, but for those that it has itself.
 *
 * @param {readonly string[]} files what is written by hand, such as `v1.0.0/instance/get.json`
 * @param {readonly number[]} versions of the node, oldest first
 * @returns {Map<string, string>} each file to be added, such as `v1.1.0/instance/get.json`, and the one
 *   that it is a copy of
 */
function inheritedSchemas(files, versions) {
	const copies = new Map();
	let before = new Map();
	for (const version of versions) {
		const [major, minor = 0] = String(version).split('.');
		const folder = `v${major}.${minor}.0/`;
		const own = files.filter((file) => file.startsWith(folder));
		const schemas = new Map(before);
		for (const file of own) schemas.set(file.replace(VERSION_FOLDER, ''), file);
		for (const [name, source] of schemas) {
			if (!source.startsWith(folder)) copies.set(folder + name, source);
		}
		before = schemas;
	}
	return copies;
}

module.exports = { inheritedSchemas };

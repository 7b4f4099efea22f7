export function inheritedSchemas(
	files: readonly string[],
	versions: readonly number[],
): Map<string, string>;

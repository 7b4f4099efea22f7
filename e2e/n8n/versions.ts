/** @param version such as 2.41.1 @param least such as 2.9 */
export function isAtLeast(version: string, least: string): boolean {
	const [major, minor] = version.split('.').map(Number);
	const [leastMajor, leastMinor] = least.split('.').map(Number);
	return major > leastMajor || (major === leastMajor && minor >= leastMinor);
}

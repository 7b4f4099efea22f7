/** One package of the lockfile, by the folder that it is installed in. */
export interface LockedPackage {
	readonly version?: string;
	readonly license?: string;
	readonly integrity?: string;
	readonly hasInstallScript?: boolean;
	readonly dev?: boolean;
}

export interface Lockfile {
	readonly name: string;
	readonly version: string;
	readonly packages: Readonly<Record<string, LockedPackage>>;
}

export interface Dependency extends LockedPackage {
	readonly name: string;
	readonly folder: string;
}

/** Everything that `npm install` puts into node_modules. */
export function dependenciesIn({ packages }: Lockfile): Dependency[] {
	return Object.entries(packages)
		.filter(([folder]) => folder.includes('node_modules/'))
		.map(([folder, entry]) => ({
			...entry,
			folder,
			name: folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length),
		}));
}

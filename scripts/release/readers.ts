import { isRecord } from '../../nodes/NextMatter/input/isRecord';
import type { Repository } from './repository';

export function manifest(repository: Repository): Readonly<Record<string, unknown>> {
	return parse(repository.read('package.json'));
}

export function parse(text: string): Readonly<Record<string, unknown>> {
	const value: unknown = text ? JSON.parse(text) : {};
	return isRecord(value) ? value : {};
}

export function sources(repository: Repository): string[] {
	return [...repository.list('nodes'), ...repository.list('credentials')]
		.filter((file) => file.endsWith('.ts'))
		.map((file) => repository.read(file));
}

export function scriptOf(repository: Repository, name: string): unknown {
	const { scripts } = manifest(repository);
	return isRecord(scripts) ? scripts[name] : undefined;
}

export function isPlaceholder(text: string): boolean {
	return /\bexample\.(org|com|net)\b/.test(text);
}

export function textOf(value: unknown): string {
	return typeof value === 'string' ? value : '';
}

export function listOf(value: unknown): unknown[] {
	return Array.isArray(value) ? value : [];
}

export function keysOf(value: unknown): string[] {
	return isRecord(value) ? Object.keys(value) : [];
}

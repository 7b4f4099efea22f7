/** Does something with each of many, a few at the same time. */
export async function sideBySide<T>(
	many: readonly T[],
	width: number,
	work: (one: T) => Promise<void>,
): Promise<void> {
	const waiting = many.values();
	const worker = async () => {
		for (const one of waiting) await work(one);
	};
	await Promise.all(Array.from({ length: width }, worker));
}

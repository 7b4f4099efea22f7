import { readArguments, UsageError } from '../../bench/arguments';
import { keepsOrder, nameOf } from '../../bench/plan/contenders';
import { chainOf, itemsOf, MAX_CHAIN } from '../../bench/plan/items';
import { describe as describeWorkload, passesOf } from '../../bench/plan/workloads';
import { QUICK_WORKLOADS, WORKLOADS, type Workload } from '../../bench/plan/workloads';

const all = [...WORKLOADS, ...QUICK_WORKLOADS];

describe('the items of a workload', () => {
	it.each(all.map((workload) => [workload.name, workload] as const))(
		'%s: as many as said, and the same each time',
		(_, workload) => {
			const items = itemsOf(workload);
			expect(items).toHaveLength(workload.items);
			expect(new Set(items.map(({ instance }) => instance)).size).toBe(workload.instances);
			expect(itemsOf(workload)).toEqual(items);
		},
	);

	it('are the steps of their instance in order, mixed with those of other instances', () => {
		const items = itemsOf({ items: 1000, instances: 50 });
		const chain = chainOf(MAX_CHAIN).steps.map(({ id }) => id);
		const owners = [...new Set(items.map(({ instance }) => instance))];
		for (const owner of owners) {
			const steps = items.filter(({ instance }) => instance === owner).map(({ step }) => step);
			expect(steps).toEqual(chain);
		}
		expect(new Set(items.slice(0, 50).map(({ instance }) => instance)).size).toBeGreaterThan(20);
	});

	it('cannot be spread over instances that would get too many or unequal shares', () => {
		expect(() => itemsOf({ items: 10, instances: 3 })).toThrow('make no chains');
		expect(() => itemsOf({ items: 42, instances: 2 })).toThrow('make no chains');
	});
});

describe('the plan', () => {
	it('gives every workload a name of its own, and no contender twice', () => {
		expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
		for (const { contenders } of all) {
			expect(new Set(contenders.map(nameOf)).size).toBe(contenders.length);
		}
	});

	it('measures short runs more than once', () => {
		const [oneByOne, other] = ['one at a time', 'raw axios, 50 at once'].map((name) =>
			WORKLOADS[0].contenders.find((contender) => nameOf(contender).includes(name)),
		);
		if (!oneByOne || !other) throw new Error('The first workload has to have both');
		const named = (name: string): Workload => {
			const found = WORKLOADS.find((workload) => workload.name === name);
			if (!found) throw new Error(`There is no workload ${name}`);
			return found;
		};
		const [waiting, instant] = ['1k-https-30ms', '1k-https-0ms'].map(named);
		const [long, reference] = ['10k', 'growth-1k'].map(named);
		expect([passesOf(waiting, oneByOne), passesOf(instant, oneByOne)]).toEqual([1, 3]);
		expect([waiting, long, reference].map((load) => passesOf(load, other))).toEqual([3, 1, 10]);
	});

	it('expects order of this node and of a loop, of nobody else', () => {
		const names = WORKLOADS[0].contenders.filter(keepsOrder).map(nameOf);
		expect(names).toEqual([
			'this node, 10 at once',
			'this node, 50 at once',
			'this node, 100 at once',
			'HTTP Request, one at a time',
		]);
	});

	it('is told in words', () => {
		const words = WORKLOADS.map(describeWorkload);
		expect(words).toContain(
			'order: 1,000 items on 50 instances, 20 steps in a row each, https, latency 0 to 60 ms by chance',
		);
		expect(words).toContain('1k-http-0ms: 1,000 items on 1,000 instances, http, latency 0 ms');
	});
});

describe('the command', () => {
	const names = (args: string[]) => {
		const command = readArguments(args);
		return command === 'help' ? command : command.workloads.map(({ name }) => name);
	};

	it('chooses workloads by how their names begin', () => {
		expect(names([])).toEqual(WORKLOADS.map(({ name }) => name));
		expect(names(['--quick'])).toEqual(QUICK_WORKLOADS.map(({ name }) => name));
		expect(names(['--only', '1k-http-, order'])).toEqual(['1k-http-30ms', '1k-http-0ms', 'order']);
		expect(names(['--help'])).toBe('help');
	});

	it('takes a file and a wish to be strict', () => {
		expect(readArguments(['--json', 'a.json', '--check'])).toMatchObject({
			jsonPath: 'a.json',
			isChecked: true,
		});
		expect(readArguments([])).toMatchObject({ isChecked: false });
	});

	it.each([[['--only', 'nothing']], [['--only', ',']], [['--verbose']], [['word']], [['--json']]])(
		'is refused: %p',
		(args) => {
			expect(() => readArguments(args)).toThrow(UsageError);
		},
	);
});

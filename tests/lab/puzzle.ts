import type { MustFollow } from '../../src/core/run/draft.ts';
import type { ArrivalRun } from '../../src/core/timing/blocks-run.ts';
import type { Random } from './random.ts';
import { runOf } from './run-of.ts';

/** A document of known durations. `inner`: an object, or with `items` an array of that many such objects. */
interface Part {
  key: string;
  inner: string[];
  items: number;
}

export interface Work {
  name: string;
  fields: string[];
  base: number;
  step: number;
  weight: number;
  waitsFor: string[];
  kind: 'task' | 'approval' | 'fan-out';
  concurrency: number | null;
}

export interface Puzzle {
  parts: Part[];
  /** Milliseconds of a node's own text, by pointer, for each run. */
  durations: ReadonlyMap<string, number>[];
  works: Work[];
  edges: MustFollow[];
}

type Order = ReadonlyMap<string, readonly string[]>;

export function puzzle(
  random: Random,
  siblings: number,
  options: { nested: boolean; linked: boolean; runs: number },
): Puzzle {
  const parts = Array.from({ length: siblings }, (_, i): Part => {
    const nested = options.nested && i < 2 && random.chance(0.7);
    const inner = nested ? Array.from({ length: random.between(2, 3) }, (_, j) => `k${j}`) : [];
    return { key: `p${i}`, inner, items: nested && random.chance(0.4) ? random.between(1, 3) : 0 };
  });
  const durations = Array.from({ length: options.runs }, () => {
    const by = new Map<string, number>();
    for (const pointer of pointers(parts, new Map()))
      by.set(pointer, random.chance(0.6) ? random.between(1, 40) : random.between(100, 900));
    return by;
  });
  const fields = parts.flatMap((part) => [
    `/${part.key}`,
    ...part.inner.map((key) => `/${part.key}${part.items > 0 ? '/*' : ''}/${key}`),
  ]);
  const works = Array.from({ length: random.between(2, 5) }, (_, i): Work => {
    const chosen = random.shuffled(fields).slice(0, options.linked ? random.between(1, 3) : 1);
    const star = chosen.find((field) => field.includes('*'));
    const fanOut = star !== undefined && random.chance(0.6);
    return {
      name: `g${i}`,
      fields: fanOut ? [star] : chosen,
      base: random.between(0, 400),
      step: fanOut ? random.between(0, 50) : 0,
      weight: random.between(1, 5),
      waitsFor: options.linked && i > 0 && random.chance(0.4) ? [`g${random.between(0, i - 1)}`] : [],
      kind: fanOut ? 'fan-out' : random.chance(0.2) ? 'approval' : 'task',
      concurrency: fanOut && random.chance(0.5) ? 1 : null,
    };
  });
  const edges = Array.from({ length: random.between(0, 3) }, () => {
    const [after = 0, field = 0] = random
      .shuffled([...parts.keys()])
      .slice(0, 2)
      .sort((a, b) => a - b);
    return { field: `/p${field}`, after: `/p${after}` };
  });
  return { parts, durations, works, edges };
}

/** Pointers in the order in which they are written. */
function pointers(parts: readonly Part[], order: Order): string[] {
  const list = [''];
  const byKey = new Map(parts.map((part) => [part.key, part]));
  for (const key of order.get('') ?? byKey.keys()) {
    const part = byKey.get(key);
    if (part === undefined) continue;
    list.push(`/${key}`);
    const inner = order.get(part.items > 0 ? `/${key}/*` : `/${key}`) ?? part.inner;
    if (part.items === 0) list.push(...inner.map((name) => `/${key}/${name}`));
    for (let i = 0; i < part.items; i++)
      list.push(`/${key}/${i}`, ...inner.map((name) => `/${key}/${i}/${name}`));
  }
  return list;
}

export function asRuns({ parts, durations }: Puzzle): ArrivalRun[] {
  return durations.map((by, run) => {
    let t = 100;
    const lines = pointers(parts, new Map()).map((pointer) => {
      t += pointer === '' ? 0 : (by.get(pointer) ?? 0);
      const part = parts.find((one) => pointer === `/${one.key}`);
      const item = /^\/p\d+\/\d+$/.test(pointer);
      const json =
        pointer === '' || item || (part !== undefined && part.inner.length > 0 && part.items === 0)
          ? '{}'
          : part !== undefined && part.items > 0
            ? '[]'
            : '1';
      return `${t} ${pointer === '' ? '' : `${pointer} `}${json}`;
    });
    return runOf(...lines, { id: `${run}` });
  });
}

/** Written for this test alone: write the document out in the order, then do the work by hand. */
export function objective({ parts, durations, works }: Puzzle, order: Order): number {
  const list = pointers(parts, order);
  let total = 0;
  for (const by of durations) {
    const landed: [string, number][] = [];
    let t = 100;
    for (const pointer of list) {
      t += pointer === '' ? 0 : (by.get(pointer) ?? 0);
      landed.push([pointer, t]);
    }
    const ended = new Map<string, number>();
    for (const work of works) {
      const after = Math.max(0, ...work.waitsFor.map((name) => ended.get(name) ?? 0));
      let end = 0;
      if (work.kind === 'fan-out') {
        const [array = '', leaf = ''] = (work.fields[0] ?? '').split('/*/');
        let free = 0;
        for (let i = 0; ; i++) {
          const arrival = landed.find(([pointer]) => pointer === `${array}/${i}/${leaf}`)?.[1];
          if (arrival === undefined) break;
          const mates = work.waitsFor
            .map((name) => works.find((other) => other.name === name))
            .filter((other) => other?.kind === 'fan-out' && other.fields[0]?.startsWith(`${array}/*`));
          // Item by item behind a fan-out over the same array, behind the whole of anything else.
          const before =
            mates.length > 0
              ? Math.max(...mates.map((mate) => ended.get(`${mate?.name ?? ''}#${i}`) ?? 0))
              : after;
          const start = Math.max(arrival, before, work.concurrency === 1 ? free : 0);
          free = start + work.base + work.step * i;
          ended.set(`${work.name}#${i}`, free);
          end = Math.max(end, free);
        }
      } else {
        const opens = Math.max(...work.fields.map((field) => landing(landed, field)));
        end = Math.max(opens, after) + work.base;
      }
      ended.set(work.name, end);
      total += work.weight * end;
    }
  }
  return total / durations.length;
}

function landing(landed: readonly [string, number][], field: string): number {
  const wanted = new RegExp(`^${field.replaceAll('*', '\\d+')}(/|$)`);
  return Math.max(...landed.flatMap(([pointer, t]) => (wanted.test(pointer) ? [t] : [])));
}

export function allowed({ edges }: Puzzle, root: readonly string[]): boolean {
  return edges.every(({ field, after }) => root.indexOf(field.slice(1)) > root.indexOf(after.slice(1)));
}

function* permutations<T>(list: readonly T[]): Generator<T[]> {
  if (list.length === 0) yield [];
  for (const [i, first] of list.entries())
    for (const rest of permutations(list.toSpliced(i, 1))) yield [first, ...rest];
}

export function exhaustive(task: Puzzle): number {
  const nested = task.parts.filter((part) => part.inner.length > 0);
  let best = Infinity;
  function inside(i: number, order: Map<string, readonly string[]>): void {
    const part = nested[i];
    if (part === undefined) {
      best = Math.min(best, objective(task, order));
      return;
    }
    const pattern = part.items > 0 ? `/${part.key}/*` : `/${part.key}`;
    for (const inner of permutations(part.inner)) inside(i + 1, new Map(order).set(pattern, inner));
  }
  for (const root of permutations(task.parts.map((part) => part.key)))
    if (allowed(task, root)) inside(0, new Map([['', root]]));
  return best;
}

/** The optimum of single-field gates over flat siblings, in the mean over the runs: cheapest way to have written each
 * subset first. */
export function bySubsets(task: Puzzle): number {
  const keys = task.parts.map((part) => part.key);
  const runs = task.durations.map((by) => keys.map((key) => by.get(`/${key}`) ?? 0));
  const before = keys.map((key) =>
    task.edges.reduce(
      (set, { field, after }) => (field === `/${key}` ? set | (1 << keys.indexOf(after.slice(1))) : set),
      0,
    ),
  );
  const best = new Float64Array(1 << keys.length).fill(Infinity);
  best[0] = 0;
  for (let set = 0; set < best.length; set++) {
    const spent = runs.map((cost) => cost.reduce((sum, ms, i) => ((set >> i) & 1 ? sum + ms : sum), 100));
    for (const [i, key] of keys.entries()) {
      if ((set >> i) & 1 || (set & (before[i] ?? 0)) !== (before[i] ?? 0)) continue;
      let served = 0;
      for (const work of task.works) {
        if (work.fields[0] !== `/${key}`) continue;
        for (const [run, t] of spent.entries())
          served += (work.weight * (t + (runs[run]?.[i] ?? 0) + work.base)) / runs.length;
      }
      best[set | (1 << i)] = Math.min(best[set | (1 << i)] ?? Infinity, (best[set] ?? Infinity) + served);
    }
  }
  return best[best.length - 1] ?? Infinity;
}

import { describe, expect, it } from 'vitest';
import { predictRun } from '../../src/core/timing/predict.ts';
import { predictSeries } from '../../src/core/timing/predict-series.ts';
import { nodesOf } from '../../src/core/timing/blocks-run.ts';
import { asRun } from './as-run.ts';
import { Random } from './random.ts';
import { randomOrders, randomShape, tell, type Pace, type Shape, type Story } from './world.ts';

const SCHEMAS = process.env['LANDFALL_FULL'] === undefined ? 200 : 2_000;
const RUNS = 30;
const PLAIN: Pace = { token: 10, jitter: 0, flush: 0, held: 0, wait: 180, brackets: false };

interface Case {
  root: Shape;
  orders: Map<string, string[]>;
}

function cases(count = SCHEMAS): Case[] {
  return Array.from({ length: count }, (_, seed) => {
    const random = new Random(seed);
    const root = randomShape(random);
    return { root, orders: randomOrders(random, root) };
  });
}

/** Pointers that something was moved past: not all that stands in front of them stood there before. */
function movedBetween(before: Story, after: Story): Set<string> {
  const place = new Map(before.events.map((event, i) => [event.pointer, i]));
  const moved = new Set<string>();
  let highest = -1;
  for (const [i, { pointer }] of after.events.entries()) {
    const was = place.get(pointer) ?? -1;
    highest = Math.max(highest, was);
    if (highest !== i || was !== i) moved.add(pointer);
  }
  return moved;
}

function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  const [low = 0, high = 0] =
    sorted.length % 2 === 1 ? [sorted[half], sorted[half]] : [sorted[half - 1], sorted[half]];
  return (low + high) / 2;
}

/** When each leaf lands, by pointer. Containers are left to the unit tests: their close is a leaf's landing. */
function leaves(story: Story): Map<string, number> {
  return new Map(
    story.events.filter((event) => event.kind === 'leaf').map((event) => [event.pointer, event.t]),
  );
}

function exactErrors(brackets: boolean): number[] {
  return cases().flatMap(({ root, orders }, i) => {
    const pace = { ...PLAIN, brackets };
    const before = tell(root, new Map(), i, pace, new Random(1));
    const after = tell(root, orders, i, pace, new Random(2));
    const prediction = predictRun(asRun(before, root), orders);
    if (!prediction.ok) throw new Error(prediction.refusal.message);
    const predicted = new Map(nodesOf(prediction.run.root).map((node) => [node.pointer, node.tLand]));
    const moved = movedBetween(before, after);
    return [...leaves(after)].flatMap(([pointer, t]) =>
      moved.has(pointer) ? Math.abs((predicted.get(pointer) ?? Infinity) - t) / pace.token : [],
    );
  });
}

function share(errors: readonly number[], limit: number): number {
  return errors.filter((error) => error <= limit).length / errors.length;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function report(text: string): void {
  if (process.env['LANDFALL_REPORT'] !== undefined) console.log(text);
}

describe('prediction against a world that knows nothing of it', () => {
  it('should be off by at most one token without jitter or shared reads, where brackets merge with their neighbours', () => {
    const errors = exactErrors(false);
    report(`exact: ${errors.length} moved fields, worst ${Math.max(...errors).toFixed(3)} tokens`);
    expect(errors.length).toBeGreaterThan(SCHEMAS);
    expect(Math.max(...errors)).toBeLessThanOrEqual(1);
  });

  it('should stay within a token for three fields in four where closing brackets are tokens of their own', () => {
    // A known shortfall, not a target: a close is inferred, so its bracket is charged to whatever follows. Measured:
    // 81.0 % within one token over 200 schemas, 79.5 % over 2,000, the worst 4 tokens off. The floor only guards that.
    const errors = exactErrors(true);
    report(
      `brackets: n ${errors.length}, ${(share(errors, 1 + 1e-9) * 100).toFixed(1)} % within one token, worst ${Math.max(...errors).toFixed(1)}`,
    );
    expect(share(errors, 1 + 1e-9)).toBeGreaterThan(0.75);
  });

  // Few operations share a read here, about 5 in 100. Where more do, the 90 % are missed: see the next test.
  const LIGHT: [string, Partial<Pace>][] = [
    ['flush every 25 ms', { flush: 25 }],
    ['5 % held', { held: 0.05 }],
  ];
  it.each(LIGHT)(
    'should come within 2 per cent of the run for 90 in 100 moved fields, reads: %s',
    (name, reads) => {
      const errors = scores(name, { ...PLAIN, jitter: 0.2, ...reads });
      expect(errors.model.length).toBeGreaterThan(SCHEMAS);
      expect(share(errors.model, 0.02)).toBeGreaterThanOrEqual(0.9);
      for (const naive of [errors.unchanged, errors.bytes]) {
        expect(mean(errors.model)).toBeLessThan(mean(naive));
        expect(share(errors.model, 0.02)).toBeGreaterThan(share(naive, 0.02));
      }
    },
  );

  // The median of 30 runs is itself only so sure. Where a tenth of the operations wait for the next one, not even
  // another 30 runs of the new order come within 2 per cent for 90 in 100.
  const AS_SURE: [string, Partial<Pace>][] = [
    ['none shared', {}],
    ['10 % held', { held: 0.1 }],
  ];
  it.each(AS_SURE)(
    'should come about as close as 30 real runs of the new order do, reads: %s',
    (name, reads) => {
      const errors = scores(name, { ...PLAIN, jitter: 0.2, ...reads }, SCHEMAS / 2);
      expect(share(errors.model, 0.02)).toBeGreaterThan(share(errors.again, 0.02) - 0.02);
      expect(mean(errors.model)).toBeLessThan(mean(errors.again) * 1.1);
    },
  );

  // These miss the 90 %. What is predicted is when a field is ready; a read that waits for others brings it later.
  // docs/decisions/0006-prediction.md has the whole sweep, up to where the bytes alone guess better.
  const HEAVIER: [string, Partial<Pace>][] = [
    ['flush every 50 ms', { flush: 50 }],
    ['20 % held', { held: 0.2 }],
  ];
  it.each(HEAVIER)('should still have a smaller mean error than both guesses, reads: %s', (name, reads) => {
    const errors = scores(name, { ...PLAIN, jitter: 0.2, ...reads }, SCHEMAS / 4);
    for (const naive of [errors.unchanged, errors.bytes])
      expect(mean(errors.model)).toBeLessThan(mean(naive));
  });
});

interface Errors {
  model: number[];
  unchanged: number[];
  bytes: number[];
  /** The median of as many further runs of the new order: no prediction can be asked to come closer than that. */
  again: number[];
}

/** Errors of the median landing of each moved field over 30 runs, as shares of the run's duration. */
function scores(name: string, pace: Pace, count = SCHEMAS): Errors {
  const errors: Errors = { model: [], unchanged: [], bytes: [], again: [] };
  let [ops, reads, refused] = [0, 0, 0];
  for (const [i, { root, orders }] of cases(count).entries()) {
    const before = stories(root, new Map(), pace, i * 1000);
    const after = stories(root, orders, pace, i * 1000 + 500);
    const prediction = predictSeries(
      before.map((story, run) => asRun(story, root, `${run}`)),
      orders,
    );
    if (!prediction.ok) throw new Error(prediction.message);
    // A tiny document that came in one read has no times to predict from, and says so.
    expect(prediction.refused.filter(({ refusal }) => refusal.kind !== 'one read')).toEqual([]);
    refused += prediction.refused.length;
    const duration = median(after.map((story) => story.end));
    const truth = byPattern(after, after.map(leaves));
    const unchanged = byPattern(before, before.map(leaves));
    const more = stories(root, orders, pace, i * 1000 + 700_000_500);
    const again = byPattern(more, more.map(leaves));
    const bytes = byPattern(
      after,
      before.map((story, run) => inProportion(story, after[run] ?? story)),
    );
    const rows = new Map(prediction.rows.map((row) => [row.pattern, row]));
    for (const pattern of movedPatterns(before, after)) {
      const [measured, row] = [truth.get(pattern), rows.get(pattern)];
      if (measured === undefined || row === undefined) continue;
      expect(row.moved).toBe(true);
      errors.model.push(Math.abs(row.predicted.p50 - measured) / duration);
      errors.unchanged.push(Math.abs((unchanged.get(pattern) ?? 0) - measured) / duration);
      errors.again.push(Math.abs((again.get(pattern) ?? 0) - measured) / duration);
      errors.bytes.push(Math.abs((bytes.get(pattern) ?? 0) - measured) / duration);
    }
    ops += before.reduce((sum, story) => sum + story.events.length, 0);
    reads += before.reduce((sum, story) => sum + (story.events.at(-1)?.read ?? 0), 0);
  }
  report(
    `${name}: ${count} schemas, ${RUNS} runs each way, ${(ops / reads).toFixed(2)} operations a read, ${refused} runs refused`,
  );
  for (const [guess, list] of Object.entries(errors)) {
    const p90 = list.toSorted((a: number, b: number) => a - b)[Math.floor(list.length * 0.9)] ?? 0;
    const within = (100 * share(list, 0.02)).toFixed(1);
    report(
      `  ${guess}: n ${list.length}, within 2 %: ${within} %, mean ${(100 * mean(list)).toFixed(2)} %, p90 ${(100 * p90).toFixed(2)} %`,
    );
  }
  return errors;
}

function stories(root: Shape, orders: ReadonlyMap<string, string[]>, pace: Pace, luck: number): Story[] {
  return Array.from({ length: RUNS }, (_, run) => tell(root, orders, run, pace, new Random(luck + run)));
}

/** Patterns of the nodes that the permutation moved in any run. */
function movedPatterns(before: readonly Story[], after: readonly Story[]): Set<string> {
  const patterns = new Set<string>();
  for (const [run, story] of before.entries()) {
    const now = after[run] ?? story;
    const pointers = movedBetween(story, now);
    for (const event of now.events)
      if (event.kind === 'leaf' && pointers.has(event.pointer)) patterns.add(event.pattern);
  }
  return patterns;
}

/** The median landing of each field over all runs. */
function byPattern(
  stories: readonly Story[],
  landings: readonly ReadonlyMap<string, number>[],
): Map<string, number> {
  const found = new Map<string, number[]>();
  for (const [run, story] of stories.entries()) {
    for (const event of story.events) {
      const landed = landings[run]?.get(event.pointer);
      if (landed !== undefined) found.set(event.pattern, [...(found.get(event.pattern) ?? []), landed]);
    }
  }
  return new Map([...found].map(([pattern, times]) => [pattern, median(times)]));
}

/** The naive guess: generation takes as long as it took, and every byte takes as long as every other. */
function inProportion(before: Story, order: Story): Map<string, number> {
  const start = before.events[0]?.t ?? 0;
  const all = before.events.slice(1).reduce((sum, event) => sum + event.bytes, 0);
  const landings = new Map<string, number>();
  let bytes = 0;
  for (const event of order.events.slice(1)) {
    bytes += event.bytes;
    if (event.kind === 'leaf') landings.set(event.pointer, start + ((before.end - start) * bytes) / all);
  }
  return landings;
}

import { describe, expect, it } from 'vitest';
import { predictRun } from '../../src/core/timing/predict.ts';
import { predictSeries } from '../../src/core/timing/predict-series.ts';
import { nodesOf } from '../../src/core/timing/blocks-run.ts';
import { asRun } from './as-run.ts';
import { Random } from './random.ts';
import { randomOrders, randomShape, tell, type Pace, type Shape, type Story } from './world.ts';

const SCHEMAS = process.env['LANDFALL_FULL'] === undefined ? 200 : 2_000;
const RUNS = 30;
const PLAIN: Pace = { token: 10, jitter: 0, shared: 0, wait: 180, brackets: false };

interface Case {
  root: Shape;
  orders: Map<string, string[]>;
}

function cases(): Case[] {
  return Array.from({ length: SCHEMAS }, (_, seed) => {
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
  const [low = 0, high = 0] = sorted.length % 2 === 1 ? [sorted[half], sorted[half]] : [sorted[half - 1], sorted[half]];
  return (low + high) / 2;
}

/** When each leaf lands, by pointer. Containers are left to the unit tests: their close is a leaf's landing. */
function leaves(story: Story): Map<string, number> {
  return new Map(story.events.filter((event) => event.kind === 'leaf').map((event) => [event.pointer, event.t]));
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
  it('should be off by at most one token without jitter or shared reads', () => {
    const errors = exactErrors(false);
    report(`exact: ${errors.length} moved fields, worst ${Math.max(...errors).toFixed(3)} tokens`);
    expect(errors.length).toBeGreaterThan(SCHEMAS);
    expect(Math.max(...errors)).toBeLessThanOrEqual(1);
  });

  it('should stay within a token for most fields where closing brackets are tokens of their own', () => {
    const errors = exactErrors(true);
    report(`brackets: ${(share(errors, 1) * 100).toFixed(1)} % within one token, worst ${Math.max(...errors).toFixed(1)}`);
    expect(share(errors, 1 + 1e-9)).toBeGreaterThan(0.8);
  });

  it('should come within 2 % of the run for 90 % of moved fields, and beat both naive guesses, over 30 runs with 20 % jitter', () => {
    const errors = { model: [] as number[], unchanged: [] as number[], bytes: [] as number[] };
    let covered = 0;
    let refused = 0;
    for (const [i, { root, orders }] of cases().entries()) {
      const pace = { ...PLAIN, jitter: 0.2, shared: i % 2 === 0 ? 0.25 : 0 };
      const before = Array.from({ length: RUNS }, (_, run) => tell(root, new Map(), run, pace, new Random(i * 1000 + run)));
      const after = Array.from({ length: RUNS }, (_, run) => tell(root, orders, run, pace, new Random(i * 1000 + 500 + run)));
      const prediction = predictSeries(before.map((story, run) => asRun(story, root, `${run}`)), orders);
      if (!prediction.ok) {
        refused++;
        continue;
      }
      const duration = median(after.map((story) => story.end));
      const truth = byPattern(after, after.map(leaves));
      const unchanged = byPattern(before, before.map(leaves));
      const bytes = byPattern(after, before.map((story, run) => inProportion(story, after[run] ?? story)));
      const moved = new Set<string>();
      for (const [run, story] of before.entries()) {
        const now = after[run] ?? story;
        const pointers = movedBetween(story, now);
        for (const event of now.events) if (pointers.has(event.pointer)) moved.add(event.pattern);
      }
      for (const [pattern, measured] of truth) {
        const row = prediction.rows.find((candidate) => candidate.pattern === pattern);
        if (!moved.has(pattern) || row === undefined) continue;
        const off = Math.abs(row.predicted.p50 - measured);
        errors.model.push(off / duration);
        errors.unchanged.push(Math.abs((unchanged.get(pattern) ?? 0) - measured) / duration);
        errors.bytes.push(Math.abs((bytes.get(pattern) ?? 0) - measured) / duration);
        if (row.moved) covered++;
      }
    }
    for (const [guess, list] of Object.entries(errors)) {
      const [p50, p90] = [median(list), list.toSorted((a, b) => a - b)[Math.floor(list.length * 0.9)] ?? 0];
      report(
        `${guess}: n ${list.length}, within 2 %: ${(100 * share(list, 0.02)).toFixed(1)} %, mean ${(100 * mean(list)).toFixed(2)} %, p50 ${(100 * p50).toFixed(2)} %, p90 ${(100 * p90).toFixed(2)} %`,
      );
    }
    expect(refused).toBe(0);
    expect(errors.model.length).toBeGreaterThan(SCHEMAS);
    expect(covered).toBe(errors.model.length);
    expect(share(errors.model, 0.02)).toBeGreaterThanOrEqual(0.9);
    expect(mean(errors.model)).toBeLessThan(mean(errors.unchanged));
    expect(mean(errors.model)).toBeLessThan(mean(errors.bytes));
    expect(share(errors.model, 0.02)).toBeGreaterThan(share(errors.bytes, 0.02));
  });
});

/** The median landing of each field over all runs. */
function byPattern(stories: readonly Story[], landings: readonly ReadonlyMap<string, number>[]): Map<string, number> {
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

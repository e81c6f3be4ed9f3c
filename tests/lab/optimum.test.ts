import { describe, expect, it } from 'vitest';
import { checkGates } from '../../src/core/timing/gates-check.ts';
import { optimise } from '../../src/core/timing/optimise.ts';
import { Random } from './random.ts';
import {
  allowed,
  asRuns,
  bySubsets,
  exhaustive,
  objective,
  puzzle,
  type Puzzle,
  type Work,
} from './puzzle.ts';

const FULL = process.env['LANDFALL_FULL'] !== undefined;

/** Orders that the search may try where the heuristic is looked at by itself: too few to prove anything. */
const HURRY = 2_000;

function solve(
  task: Puzzle,
  budget?: number,
): { found: number; written: number; exact: boolean; evaluated: number; before: number; after: number } {
  const gates = checkGates(
    task.works.map(({ base, step, ...work }) => ({ ...work, duration: { base, step } })),
  );
  if (!gates.ok) throw new Error(JSON.stringify(gates.problems));
  const result = optimise({
    runs: asRuns(task),
    gates: gates.gates,
    mustFollow: task.edges,
    ...(budget === undefined ? {} : { budget }),
  });
  if (!result.ok) throw new Error(result.message);
  expect(allowed(task, result.orders.get('') ?? task.parts.map((part) => part.key))).toBe(true);
  const { exact, evaluated, before, after } = result;
  return {
    found: objective(task, result.orders),
    written: objective(task, new Map()),
    exact,
    evaluated,
    before: before.p50,
    after: after.p50,
  };
}

function report(text: string): void {
  if (process.env['LANDFALL_REPORT'] !== undefined) console.log(text);
}

describe('optimise', () => {
  it('should find what an exhaustive search finds, with nested gates, edges and several runs', () => {
    let [improved, evaluated] = [0, 0];
    const count = FULL ? 600 : 80;
    for (let seed = 0; seed < count; seed++) {
      const random = new Random(seed);
      const task = puzzle(random, random.between(2, 5), {
        nested: true,
        linked: true,
        runs: random.between(1, 3),
      });
      const result = solve(task);
      expect(result.exact, `seed ${seed}`).toBe(true);
      expect(result.found, `seed ${seed}`).toBeCloseTo(exhaustive(task), 4);
      if (result.found < result.written - 1e-6) improved++;
      evaluated += result.evaluated;
      // With one run the predicted objective is that of this test.
      if (task.durations.length === 1) expect(result.after, `seed ${seed}`).toBeCloseTo(result.found, 4);
      if (task.durations.length === 1) expect(result.before, `seed ${seed}`).toBeCloseTo(result.written, 4);
    }
    report(
      `exhaustive: ${count} cases of 2 to 5 siblings with nested objects, ${improved} improved, ${(evaluated / count).toFixed(0)} orders tried each`,
    );
    expect(improved).toBeGreaterThan(count / 4);
  });

  it('should find what an exhaustive search finds among eight siblings', () => {
    const count = FULL ? 40 : 3;
    let evaluated = 0;
    for (let seed = 0; seed < count; seed++) {
      const task = puzzle(new Random(seed + 5_000), 8, {
        nested: FULL && seed % 4 === 0,
        linked: true,
        runs: 1,
      });
      const result = solve(task);
      expect(result.exact, `seed ${seed}`).toBe(true);
      expect(result.found, `seed ${seed}`).toBeCloseTo(exhaustive(task), 4);
      evaluated += result.evaluated;
    }
    report(`exhaustive: ${count} cases of 8 siblings, ${(evaluated / count).toFixed(0)} orders tried each`);
  });

  it.each([1, 30])(
    'should find the optimum at twelve siblings with %d runs, come close to it in a hurry, and never be worse than written',
    (runs) => {
      const count = FULL ? 200 : 8;
      let [exacts, evaluated, worst, sum, hits] = [0, 0, 0, 0, 0];
      for (let seed = 0; seed < count; seed++) {
        // A gate for each field, so that nothing can be left out of the search; one field each, so that this test can
        // know the optimum by a dynamic program of its own.
        const random = new Random(seed + 9_000);
        const plain = puzzle(random, 12, { nested: false, linked: false, runs });
        const works = plain.parts.map((part, i): Work => ({
          name: `g${i}`,
          fields: [`/${part.key}`],
          base: random.between(0, 400),
          step: 0,
          weight: random.between(1, 9),
          waitsFor: [],
          kind: 'task',
          concurrency: null,
        }));
        const task = { ...plain, works };
        const optimum = bySubsets(task);
        const whole = solve(task);
        const quick = solve(task, HURRY);
        const hurried = solve(task, 0);
        for (const result of [whole, quick, hurried])
          expect(result.found).toBeLessThanOrEqual(result.written + 1e-6);
        expect(whole.exact, `seed ${seed}`).toBe(true);
        expect(whole.found, `seed ${seed}`).toBeCloseTo(optimum, 4);
        exacts += whole.exact ? 1 : 0;
        evaluated += whole.evaluated;
        const distance = quick.found / optimum - 1;
        worst = Math.max(worst, distance);
        sum += distance;
        hits += distance < 1e-9 ? 1 : 0;
      }
      report(
        `twelve siblings, a gate each, ${runs} runs: exact ${exacts} of ${count}, ${(evaluated / count).toFixed(0)} orders tried each`,
      );
      report(
        `  with ${HURRY} orders: optimum hit ${hits} of ${count}, mean distance ${((100 * sum) / count).toFixed(3)} %, worst ${(100 * worst).toFixed(3)} %`,
      );
      expect(worst).toBeLessThan(runs === 1 ? 0.05 : 0.2);
    },
  );

  it.each([3, 30])(
    'should never be worse than written at twelve siblings with gates that wait for each other, in %d runs',
    (runs) => {
      const count = FULL ? 200 : 10;
      let [exacts, evaluated, slowest] = [0, 0, 0];
      for (let seed = 0; seed < count; seed++) {
        const task = puzzle(new Random(seed + 20_000), 12, { nested: true, linked: true, runs });
        const result = solve(task);
        expect(result.found, `seed ${seed}`).toBeLessThanOrEqual(result.written + 1e-6);
        exacts += result.exact ? 1 : 0;
        evaluated += result.evaluated;
        slowest = Math.max(slowest, result.evaluated);
      }
      report(
        `twelve siblings, linked gates, ${runs} runs: exact ${exacts} of ${count}, ${(evaluated / count).toFixed(0)} orders tried each, most ${slowest}`,
      );
    },
  );
});

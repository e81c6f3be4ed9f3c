import { describe, expect, it } from 'vitest';
import { runOf } from '../../../tests/lab/run-of.ts';
import { nodesOf, type ArrivalRun } from './blocks-run.ts';
import { assumptionsOf, lostContext } from './predict-assumptions.ts';
import { predictSeries } from './predict-series.ts';
import { predictRun } from './predict.ts';

type Orders = { [pattern: string]: string };

/** `/a 150, /b 120±5` in the new order of arrival; containers by their close. */
function predicted(run: ArrivalRun, orders: Orders): string {
  const result = predictRun(run, ordersOf(orders));
  if (!result.ok) return `refused: ${result.refusal.kind}`;
  return nodesOf(result.run.root)
    .slice(1)
    .map(
      (node) =>
        `${node.pointer} ${round(node.tLand)}${node.plusMinus > 0 ? `±${round(node.plusMinus)}` : ''}`,
    )
    .join(', ');
}

function ordersOf(orders: Orders): Map<string, string[]> {
  return new Map(Object.entries(orders).map(([pattern, keys]) => [pattern, keys.split(' ')]));
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

// Routing before prose: the root opens at 200; intent takes 50, reply 600, urgency 30.
const TICKET = ['200 {}', '250 /intent "billing"', '850 /reply "…"', '880 /urgency "high"'] as const;

describe('predictRun, ten cases computed by hand', () => {
  it('1. should keep every time when nothing is reordered', () => {
    expect(predicted(runOf(...TICKET), {})).toBe('/intent 250, /reply 850, /urgency 880');
  });

  it('2. should put the costs of the blocks in front of a field: 200 + 600, then + 50, then + 30', () => {
    expect(predicted(runOf(...TICKET), { '': 'reply intent urgency' })).toBe(
      '/reply 800, /intent 850, /urgency 880',
    );
  });

  it('3. should leave a field alone that nothing was moved past', () => {
    expect(predicted(runOf(...TICKET), { '': 'intent urgency reply' })).toBe(
      '/intent 250, /urgency 280, /reply 880',
    );
  });

  it('4. should move a container as one block, its inside with it', () => {
    // root 100; a 20; b: seed 10, c 30, d 40 = 80; e 50. e first: 150; a 170; b 180, 210, 250.
    const run = runOf('100 {}', '120 /a 1', '130 /b {}', '160 /b/c 2', '200 /b/d 3', '250 /e 4');
    expect(predicted(run, { '': 'e a b' })).toBe('/e 150, /a 170, /b 250, /b/c 210, /b/d 250');
  });

  it('5. should compose a permutation inside with one outside', () => {
    // b first: seed 110, then d 150, c 180; a 200; e 250.
    const run = runOf('100 {}', '120 /a 1', '130 /b {}', '160 /b/c 2', '200 /b/d 3', '250 /e 4');
    expect(predicted(run, { '': 'b a e', '/b': 'd c' })).toBe('/b 180, /b/d 150, /b/c 180, /a 200, /e 250');
  });

  it('6. should permute every instance of a pattern alike, and keep items in their places', () => {
    // Items open at 115 and 165; x costs 5 and 15, y 40 and 20.
    const run = runOf(
      '100 {}',
      '110 /items []',
      '115 /items/0 {}',
      '120 /items/0/x 1',
      '160 /items/0/y 2',
      '165 /items/1 {}',
      '180 /items/1/x 3',
      '200 /items/1/y 4',
    );
    expect(predicted(run, { '/items/*': 'y x' })).toBe(
      '/items 200, /items/0 160, /items/0/y 155, /items/0/x 160, /items/1 200, /items/1/y 185, /items/1/x 200',
    );
  });

  it('7. should divide the time of a shared read by bytes, and say how far that may be off', () => {
    // One read brings p, 10 bytes, and q, 30 bytes, 40 ms after the seed: 10 and 30 ms. r takes 60.
    // r first: 160; q next: 160 + 30, of which all 40 or nothing may be true; p last: both are in front again.
    const run = runOf('100 {}', '140#7 /p "4567"', '140#7 /q "456789012345678901234567"', '200 /r 1');
    expect(predicted(run, { '': 'r q p' })).toBe('/r 160, /q 190±30, /p 200');
    expect(predicted(run, { '': 'r p q' })).toBe('/r 160, /p 170±30, /q 200');
  });

  it('8. should pass over a field that did not arrive', () => {
    // Declared a, b, c; b never came. c first: 100 + 70.
    const run = runOf('100 {}', '130 /a 1', '200 /c 3', { declared: { '': ['a', 'b', 'c'] } });
    expect(predicted(run, { '': 'c b a' })).toBe('/c 170, /a 200');
  });

  it('9. should refuse to move what the start cannot be told of, without a root seed', () => {
    const run = runOf('120 /a 1', '150 /b 2', '170 /c 3');
    expect(predicted(run, { '': 'b a c' })).toBe('refused: no root seed');
    expect(predicted(run, { '': 'a c b' })).toBe('/a 120, /c 140, /b 170');
  });

  it('10. should refuse where the server sorts keys its own way, and only warn where that object is left alone', () => {
    const lines = ['100 {}', '110 /o {}', '130 /o/z 1', '160 /o/y 2', '200 /p 3'] as const;
    const run = runOf(...lines, { declared: { '/o': ['y', 'z'] } });
    expect(predicted(run, { '/o': 'y z' })).toBe('refused: order not declared');
    const result = predictRun(run, ordersOf({ '': 'p o' }));
    expect(result.ok && result.warnings.map((warning) => `${warning.kind} ${warning.pointer}`)).toEqual([
      'order not declared /o',
    ]);
  });
});

describe('predictRun', () => {
  it('should never let an arrival go backwards, so that a field behind an unmoved one of its read waits for it', () => {
    const run = runOf('100 {}', '140#7 /a 1', '140#7 /b 2', '140#7 /c 3', '200 /d 4');
    const times = predicted(run, { '': 'a c b d' });
    expect(times).toBe('/a 140, /c 140±26.67, /b 140, /d 200');
  });

  it('should charge fields that came with the seed at the pace of the rest', () => {
    // 6 ms a byte: /b has 5 + 15 = 20 bytes in 120 ms, /a 5 bytes: 30 ms before the seed's arrival.
    const run = runOf('100#1 {}', '100#1 /a 1', `220 /b ${'9'.repeat(16)}`);
    expect(predicted(run, { '': 'b a' })).toBe('/b 190, /a 220');
  });

  it('should refuse synthetic and cached times, one read, and documents that were not written in one pass', () => {
    expect(predicted(runOf(...TICKET, { provenance: 'synthetic' }), {})).toBe('refused: synthetic times');
    expect(predicted(runOf(...TICKET, { provenance: 'cached' }), {})).toBe('refused: cached');
    expect(predicted(runOf('100#1 {}', '100#1 /a 1', '100#1 /b 1'), {})).toBe('refused: one read');
    expect(predicted(runOf('100 {}', '110 /a {}', '120 /b 1', '130 /a/c 1'), {})).toBe(
      'refused: not in one pass',
    );
  });

  it('should keep a key that the order leaves out behind the one it arrived behind', () => {
    expect(predicted(runOf(...TICKET), { '': 'urgency intent' })).toBe(
      '/urgency 230, /intent 280, /reply 880',
    );
  });

  it('should open a leaf at the close of what now stands before it', () => {
    const result = predictRun(runOf(...TICKET), ordersOf({ '': 'urgency reply intent' }));
    const opens = result.ok ? result.run.root.children.map((node) => [node.key, node.tOpen]) : [];
    expect(opens).toEqual([
      ['urgency', 200],
      ['reply', 230],
      ['intent', 830],
    ]);
  });

  it('should warn of a stream that broke off', () => {
    const result = predictRun(runOf(...TICKET, { complete: false }), new Map());
    expect(result.ok && result.warnings.map((warning) => warning.kind)).toEqual(['incomplete']);
  });
});

describe('predictSeries', () => {
  it('should permute each run by itself and take quantiles over what is predicted, with n', () => {
    const runs = [300, 400, 500].map((reply, i) =>
      runOf('100 {}', `${100 + reply} /reply "…"`, ...(i === 1 ? [] : [`${150 + reply} /intent "x"`]), {
        id: `${i}`,
        declared: { '': ['reply', 'intent'] },
      }),
    );
    const result = predictSeries(runs, ordersOf({ '': 'intent reply' }));
    const rows = result.ok ? result.rows : [];
    expect(rows.map((row) => [row.pattern, row.runs, row.of, row.predicted.p50, row.predicted.n])).toEqual([
      ['', 3, 3, 500, 3],
      ['/intent', 2, 3, 150, 2],
      ['/reply', 3, 3, 500, 3],
    ]);
    expect(result.ok && result.assumptions.map((assumption) => assumption.id)).toEqual([
      'same values',
      'lost context',
      'given that it arrives',
    ]);
  });

  it('should never mix measured runs with simulated ones', () => {
    const result = predictSeries(
      [runOf(...TICKET), runOf(...TICKET, { provenance: 'simulated' })],
      new Map(),
    );
    expect(result.ok ? '' : result.reason).toBe('mixed provenance');
  });
});

describe('assumptions', () => {
  it('should name the long field that a short one can no longer follow from', () => {
    const run = runOf('100 {}', '700 /reasoning "…"', '720 /note 1', '740 /answer "yes"');
    expect(lostContext([run], ordersOf({ '': 'answer reasoning note' }))).toEqual([
      { field: '/answer', without: '/reasoning' },
    ]);
    expect(assumptionsOf([run], new Map()).map((assumption) => assumption.id)).toEqual(['same values']);
  });
});

import { describe, expect, it } from 'vitest';

import type { ArrivalNode, ArrivalRun } from './blocks-run.ts';
import { expectFrom, lagOf } from './expect.ts';

/** A run of one object: `+100 intent 50`: its seed at 100, and 50 ms later a leaf. */
function run(text: string): ArrivalRun {
  const [seed = '', ...fields] = text.split(', ');
  let t = Number(seed);
  const children = fields.map((field, i): ArrivalNode => {
    const [key = '', ms = '0'] = field.split(' ');
    const tOpen = t;
    t += Number(ms);
    return {
      pointer: `/${key}`, pattern: `/${key}`, key, kind: 'leaf', tOpen, tLand: t, read: i + 2, bytes: 40,
      children: [], declared: null, plusMinus: 0,
    }; // prettier-ignore
  });
  const root: ArrivalNode = {
    pointer: '', pattern: '', key: null, kind: 'object', tOpen: Number(seed), tLand: t + 10, read: 1, bytes: 30,
    children, declared: null, plusMinus: 0,
  }; // prettier-ignore
  return { id: text, provenance: 'measured', root, seed: Number(seed), end: t + 10, complete: true };
}

const RUNS = [
  run('100, intent 50, reply 1000'),
  run('110, intent 54, reply 1100'),
  run('120, intent 58, reply 900'),
];

describe('what is expected of a run', () => {
  it('should be the medians of the runs before it', () => {
    const expected = expectFrom(RUNS, new Map());
    expect(expected?.n).toBe(3);
    expect(expected?.arrival).toEqual(new Map([['', 110], ['/intent', 164], ['/reply', 1150]])); // prettier-ignore
    expect(expected?.end).toBe(1160);
  });

  it('should be brought into the order that is asked for now', () => {
    const expected = expectFrom(RUNS, new Map([['', ['reply', 'intent']]]));
    expect(expected?.arrival.get('/reply')).toBe(1100);
    expect(expected?.arrival.get('/intent')).toBe(1150);
    expect(expected?.end).toBe(1160);
  });

  it('should be nothing where the times were invented', () => {
    expect(expectFrom([{ ...run('100, intent 50'), provenance: 'synthetic' }], new Map())).toBeNull();
    expect(expectFrom([], new Map())).toBeNull();
  });

  it('should move with how far the run is behind at its newest node', () => {
    const expected = expectFrom(RUNS, new Map());
    if (expected === null) throw new Error('nothing is expected');
    expect(lagOf(expected, [])).toBe(0);
    expect(lagOf(expected, [{ pattern: '', t: 310 }])).toBe(200);
    // An item is not expected, so its array, or what stands above it, says how far behind the run is.
    const path = [{ pattern: '', t: 310 }, { pattern: '/intent', t: 144 }, { pattern: '/unknown/*', t: 500 }]; // prettier-ignore
    expect(lagOf(expected, path)).toBe(-20);
  });
});

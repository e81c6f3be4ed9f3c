import { describe, expect, it } from 'vitest';

import type { CaptureEntry } from '../../../bridge/contract.ts';
import { paceOf, timesOf } from './synthetic.ts';

describe('timesOf', () => {
  it('should read both fields', () => {
    expect(timesOf('300', '25')).toEqual({ ok: true, times: { firstMs: 300, stepMs: 40 } });
  });

  it.each([
    ['', '25', 'first'],
    ['-1', '25', 'first'],
    ['soon', '25', 'first'],
    ['300', '0', 'rate'],
    ['300', 'fast', 'rate'],
    ['300', '', 'rate'],
  ])('should say what is wrong with %j and %j', (first, rate, field) => {
    const read = timesOf(first, rate);
    expect(read.ok).toBe(false);
    expect(Object.keys(read)).toEqual(['ok', field]);
  });
});

describe('paceOf', () => {
  it('should be operations a second, where a run has both', () => {
    const entry = { ops: 50, durationMs: 2000, recording: false } as CaptureEntry;
    expect(paceOf(entry)).toEqual({ rate: 25 });
    expect(paceOf({ ...entry, durationMs: null })).toBeNull();
    expect(paceOf({ ...entry, ops: 1 })).toBeNull();
  });
});

import { describe, expect, test } from 'vitest';

import type { Verdict } from '../../../core/run/verdict.ts';
import { toneOf, verdictWords } from './verdict-words.ts';

const verdict: Verdict = {
  headline: 'complete',
  ended: 'eof',
  document: 'valid',
  reason: '',
  ops: 7,
  durationMs: 1320.007,
  errors: 0,
};

describe('verdictWords', () => {
  test('should begin with the headline word', () => {
    expect(verdictWords(verdict).join(' · ')).toBe('complete · valid · 7 ops · 1,320 ms');
    expect(verdictWords(verdict, ' · simulated')[1]).toBe('7 ops · 1,320 ms · simulated');
  });

  test('should show no milliseconds where there are none', () => {
    expect(verdictWords({ ...verdict, ops: 1, durationMs: null })[1]).toBe('1 op');
  });

  test('should name the status of a refusal', () => {
    const refused: Verdict = {
      ...verdict,
      headline: 'refused',
      ended: 'refused',
      refusal: { status: 403, body: '{}' },
    };
    expect(verdictWords(refused)).toEqual(['refused · HTTP 403', '']);
    expect(toneOf(refused)).toBe('bad');
  });

  test('should not call a run with errors good', () => {
    expect(toneOf(verdict)).toBe('good');
    expect(toneOf({ ...verdict, errors: 1 })).toBe('warn');
    expect(verdictWords({ ...verdict, errors: 1 })[1]).toContain('1 error');
  });
});

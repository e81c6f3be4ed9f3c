import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { formatWallTime, parseWallTime } from './wall-time.ts';

const times = fc.date({
  min: new Date('0001-01-01T00:00:00Z'),
  max: new Date('9999-12-31T23:59:59.999Z'),
  noInvalidDate: true,
});

describe('wall time', () => {
  it('should be read and written as the language does', () => {
    fc.assert(
      fc.property(times, (date) => {
        expect(parseWallTime(date.toISOString())).toBe(date.getTime());
        expect(formatWallTime(date.getTime())).toBe(date.toISOString());
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    ['2026-09-20T12:11:12.345678+02:00', Date.UTC(2026, 8, 20, 10, 11, 12, 345) + 0.678],
    ['2026-09-20T10:11:12Z', Date.UTC(2026, 8, 20, 10, 11, 12)],
    ['2026-09-20 08:11:12.5-0200', Date.UTC(2026, 8, 20, 10, 11, 12, 500)],
    ['2024-02-29T00:00:00Z', Date.UTC(2024, 1, 29)],
    ['2023-02-29T00:00:00Z', null],
    ['2023-13-01T00:00:00Z', null],
    ['2023-01-01T24:00:00Z', null],
    ['2023-01-01T00:00:00', null],
    ['yesterday', null],
  ])('should read %s', (text, ms) => {
    expect(parseWallTime(text)).toBe(ms);
  });

  it('should have no text for years of other than four digits', () => {
    for (const ms of [Number.NaN, Infinity, 8.64e15, -1e15]) expect(formatWallTime(ms)).toBeNull();
  });
});

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import {
  fitSpan,
  growSpan,
  panBy,
  placesInView,
  reveal,
  tickStep,
  ticks,
  timeToX,
  xToTime,
  zoomAt,
} from './scale.ts';

const scale = { from: 100, span: 1000, width: 500 };
const limits = { from: 0, to: 10_000, minSpan: 0.02 };
const scales = fc.record({
  from: fc.double({ min: 0, max: 9000, noNaN: true }),
  span: fc.double({ min: 0.1, max: 1000, noNaN: true }),
  width: fc.integer({ min: 1, max: 4000 }),
});

describe('scale', () => {
  test('should map time to pixels and back', () => {
    expect(timeToX(scale, 100)).toBe(0);
    expect(timeToX(scale, 600)).toBe(250);
    fc.assert(
      fc.property(scales, fc.double({ min: 0, max: 10_000, noNaN: true }), (s, t) => {
        expect(xToTime(s, timeToX(s, t))).toBeCloseTo(t, 6);
      }),
    );
  });

  test('should mark every pixel that has something, once', () => {
    const places = fc.array(fc.double({ min: 0, max: 10_000, noNaN: true }), { maxLength: 200 });
    fc.assert(
      fc.property(scales, places, (s, unsorted) => {
        const all = unsorted.toSorted((a, b) => a - b);
        const marked = placesInView(s, all, (place) => place);
        const inView = all.filter((place) => place >= s.from && place <= s.from + s.span);
        for (const place of inView)
          expect(marked.some((mark) => mark <= place && timeToX(s, place) - timeToX(s, mark) < 1.001)).toBe(
            true,
          );
        for (const mark of marked) expect(inView).toContain(mark);
        expect(marked.length).toBeLessThanOrEqual(s.width + 1);
      }),
    );
    // A hidden panel has no width.
    expect(placesInView({ from: 0, span: 10, width: 0 }, [0, 1, 2], (place) => place)).toEqual([0]);
  });

  test('should keep what lies under the pointer when zooming', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 500, noNaN: true }),
        fc.double({ min: 0.9, max: 50, noNaN: true }),
        (x, factor) => {
          const middle = { ...scale, from: 4000 };
          const zoomed = zoomAt(middle, x, factor, limits);
          expect(xToTime(zoomed, x)).toBeCloseTo(xToTime(middle, x), 6);
        },
      ),
    );
  });

  test('should stay within its limits however it is zoomed and panned', () => {
    fc.assert(
      fc.property(
        scales,
        fc.double({ min: 0.001, max: 1000, noNaN: true }),
        fc.integer(),
        (s, factor, dx) => {
          for (const moved of [
            zoomAt(s, s.width / 3, factor, limits),
            panBy(s, dx, limits),
            reveal(s, 9999, limits),
          ]) {
            expect(moved.from).toBeGreaterThanOrEqual(limits.from);
            expect(moved.from + moved.span).toBeLessThanOrEqual(limits.to + 1e-6);
            expect(moved.span).toBeGreaterThanOrEqual(limits.minSpan);
          }
        },
      ),
    );
  });

  test('should step by 1, 2 or 5 times a power of ten', () => {
    expect(tickStep({ from: 0, span: 1500, width: 480 })).toBe(200);
    expect(tickStep({ from: 0, span: 1600, width: 1000 })).toBe(100);
    // `12,000,000` needs more room than `1,200`.
    expect(tickStep({ from: 0, span: 14_000_000, width: 400 })).toBe(5_000_000);
    fc.assert(
      fc.property(scales, (s) => {
        const step = tickStep(s);
        const digit = Number((step / 10 ** Math.floor(Math.log10(step) + 1e-9)).toPrecision(6));
        expect([1, 2, 5]).toContain(digit);
        expect((step / s.span) * s.width).toBeGreaterThanOrEqual(48 - 1e-6);
      }),
    );
  });

  test('should list the ticks in view without drift', () => {
    expect(ticks({ from: 0, span: 1000, width: 350 })).toEqual([0, 200, 400, 600, 800, 1000]);
    expect(ticks({ from: 0.05, span: 0.5, width: 350 })).toEqual([0.1, 0.2, 0.3, 0.4, 0.5]);
    expect(ticks({ from: 0, span: 1000, width: 0 })).toEqual([]);
  });

  test('should grow a live axis in steps', () => {
    expect(growSpan(0, 10)).toBe(1000);
    expect(growSpan(1000, 890)).toBe(1000);
    expect(growSpan(1000, 901)).toBe(1500);
    expect(growSpan(1000, 5000)).toBe(7593.75);
  });

  test('should fit a run with room for the last label', () => {
    expect(fitSpan(0)).toBe(1000);
    expect(fitSpan(1320)).toBeGreaterThan(1320);
  });

  test('should bring a time into view with the least movement', () => {
    expect(reveal(scale, 500, limits)).toBe(scale);
    expect(reveal(scale, 2000, limits).from).toBe(1050);
    expect(reveal(scale, 10, limits).from).toBe(0);
  });
});

import { NUMBER_FORMATS } from './formats.ts';
import { bound, type Parts } from './place.ts';
import { between, type Random } from './random.ts';
import * as schema from './schema.ts';

/** Ranges that read natural for a property, where the schema leaves the choice open. */
const BY_NAME: readonly (readonly [RegExp, number, number])[] = [
  [/(^|_)age$/, 21, 68],
  [/year$/, 2019, 2027],
  [/years/, 1, 20],
  [/month$/, 1, 12],
  [/day$/, 1, 28],
  [/hour$/, 7, 19],
  [/minutes?$/, 5, 55],
  [/(price|cost|amount|total|budget|balance|fee)$/, 20, 4000],
  [/(confidence|probability|score|ratio|share|weight)$/, 0, 1],
  [/rating$|stars$/, 1, 5],
  [/percent(age)?$/, 0, 100],
  [/(latitude|lat)$/, -60, 60],
  [/(longitude|lon|lng)$/, -170, 170],
  [/(quantity|count|qty|rank|priority|level)$/, 1, 9],
];

/** A number within all bounds of the place, a multiple of the coarsest step; null where the bounds leave none. */
export function numberFor(parts: Parts, property: string, random: Random, wholeOnly: boolean): number | null {
  const formats = parts.flatMap((part) => NUMBER_FORMATS.get(schema.text(part, 'format') ?? '') ?? []);
  const limit = Math.min(Number.MAX_VALUE, ...formats.map((format) => format.limit));
  const whole = wholeOnly || formats.some((format) => format.integer);
  const open = {
    low: bound(parts, 'exclusiveMinimum', 'highest', -limit),
    high: bound(parts, 'exclusiveMaximum', 'lowest', limit),
  };
  const low = Math.max(bound(parts, 'minimum', 'highest', -limit), open.low);
  const high = Math.min(bound(parts, 'maximum', 'lowest', limit), open.high);
  if (low > high) return null;
  const range = natural(property, low, high, limit);

  const steps = parts.flatMap((part) => schema.number(part, 'multipleOf') ?? []).filter((step) => step > 0);
  const step = steps.length > 0 ? steps.reduce(commonMultiple) : whole ? 1 : null;
  if (step !== null) return onGrid(range, { low, high }, step, random, open, whole);
  return between01(range, random, open);
}

interface Range {
  low: number;
  high: number;
}

/** The part of the allowed range to choose from: the natural one where they meet, else the end that is bounded. */
function natural(property: string, low: number, high: number, limit: number): Range {
  const name = property.replaceAll(/([a-z])([A-Z])/g, '$1_$2').toLowerCase();
  const [, usualLow, usualHigh] = BY_NAME.find(([pattern]) => pattern.test(name)) ?? [/^/, 1, 100];
  const bounded = { low: low > -limit, high: high < limit };
  if (bounded.low && bounded.high && high - low <= 1000) return { low, high };
  const meets = { low: Math.max(low, usualLow), high: Math.min(high, usualHigh) };
  if (meets.low <= meets.high) return meets;
  if (low > usualHigh) return { low, high: Math.min(high, low + Math.max(10, Math.abs(low) * 0.1)) };
  return { low: Math.max(low, high - Math.max(10, Math.abs(high) * 0.1)), high };
}

function onGrid(
  range: Range,
  all: Range,
  step: number,
  random: Random,
  open: Range,
  whole: boolean,
): number | null {
  for (const { low, high } of [range, all]) {
    const first = Math.ceil(low / step);
    const last = Math.floor(high / step);
    if (first > last || !Number.isFinite(first) || !Number.isFinite(last)) continue;
    // Not every multiple of a decimal step divides evenly as doubles go (0.07 / 0.01), so a few are tried.
    const start = between(random, 0, last - first);
    for (let i = 0; i <= Math.min(last - first, 200); i++) {
      const value = Number(((first + ((start + i) % (last - first + 1))) * step).toFixed(decimals(step)));
      const inside = value >= low && value <= high && value > open.low && value < open.high;
      if (inside && Number.isInteger(value / step) && (!whole || Number.isInteger(value)))
        return value === 0 ? 0 : value;
    }
  }
  return null;
}

function decimals(step: number): number {
  const [digits = '', exponent = '0'] = String(step).split('e');
  return Math.min(100, Math.max(0, (digits.split('.')[1]?.length ?? 0) - Number(exponent)));
}

function commonMultiple(a: number, b: number): number {
  if (!Number.isInteger(a) || !Number.isInteger(b)) return Math.max(a, b);
  let [x, y] = [a, b];
  while (y !== 0) [x, y] = [y, x % y];
  return (a / x) * b;
}

function between01(range: Range, random: Random, open: Range): number | null {
  for (let i = 0; i < 8; i++) {
    const value = range.low + (range.high - range.low) * random();
    const short = Number(value.toFixed(2));
    for (const candidate of [short, value]) {
      const inside =
        candidate >= range.low && candidate <= range.high && candidate > open.low && candidate < open.high;
      if (inside && Number.isFinite(candidate)) return candidate === 0 ? 0 : candidate;
    }
  }
  return null;
}

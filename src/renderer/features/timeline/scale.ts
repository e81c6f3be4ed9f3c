/**
 * The arithmetic of the time axis. A scale shows `span` units from `from` on `width` pixels; the unit is the
 * millisecond, or the operation where a capture has no times.
 */
export interface Scale {
  from: number;
  span: number;
  /** CSS pixels. */
  width: number;
}

export interface Limits {
  /** The axis starts here; nothing is shown before it. */
  from: number;
  to: number;
  /** The closest zoom: 0.02 ms across the panel is below what any clock in the chain resolves. */
  minSpan: number;
}

export function timeToX(scale: Scale, t: number): number {
  return ((t - scale.from) / scale.span) * scale.width;
}

export function xToTime(scale: Scale, x: number): number {
  return scale.width === 0 ? scale.from : scale.from + (x / scale.width) * scale.span;
}

/** Zooms by `factor` (over 1 is closer) and keeps what lies under `x` where it is, as far as the limits allow. */
export function zoomAt(scale: Scale, x: number, factor: number, limits: Limits): Scale {
  const whole = limits.to - limits.from;
  const span = Math.min(Math.max(scale.span / factor, Math.min(limits.minSpan, whole)), whole);
  const fixed = xToTime(scale, x);
  const from = scale.width === 0 ? scale.from : fixed - (x / scale.width) * span;
  return within({ ...scale, from, span }, limits);
}

export function panBy(scale: Scale, dx: number, limits: Limits): Scale {
  const from = scale.from + (scale.width === 0 ? 0 : (dx / scale.width) * scale.span);
  return within({ ...scale, from }, limits);
}

/** Brings `t` into view with the least movement, a twentieth of the span from the edge. */
export function reveal(scale: Scale, t: number, limits: Limits): Scale {
  const edge = scale.span / 20;
  if (t < scale.from + edge) return within({ ...scale, from: t - edge }, limits);
  if (t > scale.from + scale.span - edge) return within({ ...scale, from: t - scale.span + edge }, limits);
  return scale;
}

function within(scale: Scale, limits: Limits): Scale {
  const last = Math.max(limits.from, limits.to - scale.span);
  return { ...scale, from: Math.min(Math.max(scale.from, limits.from), last) };
}

/** Ticks closer than this are a fence. Pixels. */
const LEAST_GAP = 48;
/** Of a label's monospaced 10.5 px text, and the air between two labels. Pixels. */
export const RULER_CHARACTER = 6.3;
const AIR = 14;

/** Pixels that the longest label in view needs: `1,200` fits the least gap, `12,345,000` and `1,204.25` do not. */
function labelGap(scale: Scale): number {
  const digits = Math.floor(Math.log10(Math.max(1, scale.from + scale.span))) + 1;
  const perGap = (scale.span / scale.width) * LEAST_GAP;
  const decimals = Math.max(0, -Math.floor(Math.log10(perGap)));
  const characters = digits + Math.floor((digits - 1) / 3) + (decimals > 0 ? decimals + 1 : 0);
  return Math.max(LEAST_GAP, characters * RULER_CHARACTER + AIR);
}

/** The smallest of 1, 2, 5 × 10ⁿ units that keeps ticks at least `gap` pixels apart. */
export function tickStep(scale: Scale, gap = labelGap(scale)): number {
  if (!(scale.width > 0) || !(scale.span > 0)) return 1;
  const least = (scale.span / scale.width) * gap;
  const power = 10 ** Math.floor(Math.log10(least));
  const step = [1, 2, 5, 10].find((factor) => factor * power >= least * (1 - 1e-9)) ?? 10;
  return step * power;
}

/** The multiples of the step that are in view; none on an axis that has no width, as what is hidden has none. */
export function ticks(scale: Scale, gap = labelGap(scale)): number[] {
  if (!(scale.width > 0) || !(scale.span > 0)) return [];
  const step = tickStep(scale, gap);
  const first = Math.ceil(scale.from / step - 1e-9);
  const last = Math.floor((scale.from + scale.span) / step + 1e-9);
  // Multiples rather than a running sum, which would drift.
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => tidy((first + i) * step));
}

/** Drops the binary dust of `3 * 0.1`. */
function tidy(value: number): number {
  return Number(value.toPrecision(12));
}

/**
 * Where events are, given that their places ascend: those in view, at most one a pixel, so that any number of them looks
 * as all of them would. O(width × log events).
 */
export function placesInView(
  scale: Scale,
  events: readonly number[],
  at: (event: number) => number,
): number[] {
  const placeOf = (index: number): number => at(events[index] ?? 0);

  function firstFrom(place: number, index: number): number {
    let low = index;
    let high = events.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (placeOf(middle) < place) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  const found: number[] = [];
  const pixel = scale.span / scale.width;
  for (let i = firstFrom(scale.from, 0); i < events.length;) {
    const place = placeOf(i);
    if (place > scale.from + scale.span) break;
    found.push(place);
    i = firstFrom(place + pixel, i + 1);
  }
  return found;
}

/** An empty axis of a live run starts at this many milliseconds: most first fields land within it. */
const FIRST_SPAN = 1000;

/**
 * The span of a live axis. It grows in steps of half its length, so what is drawn stands still for seconds at a time
 * rather than shrinking with each frame. A tenth is kept free for the label of the newest bar.
 */
export function growSpan(span: number, needed: number): number {
  let grown = Math.max(span, FIRST_SPAN);
  while (grown * 0.9 < needed) grown *= 1.5;
  return grown;
}

/** The span that shows a finished run whole: a seventh is kept free for the label of the last bar. */
export function fitSpan(end: number): number {
  return end > 0 ? end * 1.16 : FIRST_SPAN;
}

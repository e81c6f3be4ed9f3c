import type { RunRecord } from '../../../core/run/record.ts';
import type { FieldStats } from '../fields/field-stats.ts';
import { formatMs, formatShare } from '../rows/format.ts';

/** One side: a run and the statistics of its fields. */
export interface Side {
  record: RunRecord;
  stats: FieldStats;
  /** Milliseconds from the request to the end; null without times. */
  end: number | null;
}

/** Times are counted from the request, or from each run's first operation, which leaves waiting and prefill out. */
export type Alignment = 'request' | 'first op';

export interface ComparedField {
  pattern: string;
  type: string;
  /** When the last place of the pattern landed, in milliseconds; null where it did not, or has no time. */
  a: number | null;
  b: number | null;
  /** b − a; negative is sooner in b. */
  difference: number | null;
  /** Of a; null where a is 0. */
  share: number | null;
}

/** Fields matched by pattern: those of a in order of arrival, then those that b alone has. */
export function compareFields(a: Side, b: Side, align: Alignment): ComparedField[] {
  const patterns = new Set([...a.stats.stats.keys(), ...b.stats.stats.keys()]);
  return [...patterns]
    .filter((pattern) => pattern !== '')
    .map((pattern) => {
      const stat = a.stats.stats.get(pattern) ?? b.stats.stats.get(pattern);
      return {
        pattern,
        type: stat?.type ?? 'any',
        ...differ(landed(a, pattern, align), landed(b, pattern, align)),
      };
    });
}

/** The two ends of the streams. */
export function compareEnds(a: Side, b: Side, align: Alignment): Omit<ComparedField, 'pattern' | 'type'> {
  return differ(shifted(a, a.end, align), shifted(b, b.end, align));
}

function differ(a: number | null, b: number | null): Omit<ComparedField, 'pattern' | 'type'> {
  const difference = a === null || b === null ? null : b - a;
  return { a, b, difference, share: difference === null || a === null || a === 0 ? null : difference / a };
}

function landed(side: Side, pattern: string, align: Alignment): number | null {
  const stat = side.stats.stats.get(pattern);
  return stat === undefined ? null : shifted(side, side.record.log.t(stat.lastLanded), align);
}

function shifted(side: Side, t: number | null, align: Alignment): number | null {
  if (t === null || align === 'request') return t;
  const [first] = side.stats.stats.values();
  const zero = first === undefined ? null : side.record.log.t(first.firstSeen);
  return zero === null ? null : t - zero;
}

/** Less than this is within what two runs of the same draft differ by anyway; it is not worth a word. */
const WORTH_SAYING_MS = 1;

/** What changed most, in one sentence. */
export function comparisonSentence(
  fields: readonly ComparedField[],
  ends: Omit<ComparedField, 'pattern' | 'type'>,
): string {
  const alone = (side: 'a' | 'b'): string[] =>
    fields.filter((field) => field[side] !== null && field[side === 'a' ? 'b' : 'a'] === null).map(nameOf);
  const most = fields
    .filter((field) => Math.abs(field.difference ?? 0) >= WORTH_SAYING_MS)
    .toSorted((x, y) => Math.abs(y.difference ?? 0) - Math.abs(x.difference ?? 0))[0];
  const parts: string[] = [];
  if (most?.difference !== undefined && most.difference !== null) {
    const part = most.share === null ? '' : ` (${formatShare(Math.abs(most.share))})`;
    parts.push(
      `“${nameOf(most)}” lands ${formatMs(Math.abs(most.difference))} ms ${sooner(most.difference)}${part} in B`,
    );
  }
  if (ends.difference !== null && Math.abs(ends.difference) >= WORTH_SAYING_MS) {
    parts.push(`the stream ends ${formatMs(Math.abs(ends.difference))} ms ${sooner(ends.difference)}`);
  } else if (ends.difference !== null && parts.length > 0) parts.push('both streams end at the same time');
  const missing = alone('a');
  const added = alone('b');
  if (missing.length > 0) parts.push(`${list(missing)} landed in A alone`);
  if (added.length > 0) parts.push(`${list(added)} landed in B alone`);
  return parts.length === 0 ? 'No field lands at another time.' : `${parts.join('; ')}.`;
}

function sooner(difference: number): string {
  return difference < 0 ? 'sooner' : 'later';
}

function list(names: readonly string[]): string {
  const shown = names
    .slice(0, 3)
    .map((name) => `“${name}”`)
    .join(', ');
  return names.length > 3 ? `${shown} and ${names.length - 3} more` : shown;
}

function nameOf(field: { pattern: string }): string {
  return field.pattern.slice(1).replaceAll('~1', '/').replaceAll('~0', '~');
}

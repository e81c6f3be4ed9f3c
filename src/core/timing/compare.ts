import { quantile } from 'simple-statistics';
import { type ArrivalNode, type ArrivalRun, openNodes, type Provenance } from './blocks-run.ts';
import { leastP, mannWhitney, standing } from './compare-ranks.ts';
import { describe } from './compare-sentence.ts';
import { fieldRows } from './statistics-fields.ts';
import { summarise, type Summary } from './statistics.ts';

/** Times are counted from the request, or from the run's first operation, which leaves waiting and prefill out. */
export type Alignment = 'request' | 'first operation';

export interface ComparedRow {
  pattern: string;
  /** The last landing of the field in each run, so that `/steps/*` compares when all of them were there. */
  a: Summary | null;
  b: Summary | null;
  /** Null where the field arrived on one side alone. */
  difference: Difference | null;
}

interface Difference {
  /** Median of b − median of a; negative is sooner. Milliseconds. */
  ms: number;
  /** Of the median of a; null where that is 0. */
  percent: number | null;
  /** The middle half of b − a over all pairs of runs, milliseconds. */
  from: number;
  to: number;
  /** Two-sided Mann–Whitney. Null where the runs are too few to show anything at 5 %. */
  p: number | null;
  /**
   * `real`: more than noise, at 5 % expected false among all rows called so. `noise`: the runs vary as much among
   * themselves. `unknown`: too few runs to tell: one against one, three against three, or as far apart as runs of
   * these numbers can lie and still not enough among so many rows.
   */
  verdict: 'real' | 'noise' | 'unknown';
}

export interface Comparison {
  rows: ComparedRow[];
  /** Of the closing brace. */
  whole: ComparedRow;
  n: { a: number; b: number };
  provenance: { a: Provenance[]; b: Provenance[] };
  /** What changed, and whether it is more than noise. */
  sentence: string;
}

export type ComparisonResult =
  | { ok: true; comparison: Comparison }
  | { ok: false; reason: 'no runs' | 'mixed provenance' | 'synthetic times'; message: string };

/** Share of false ones expected among the differences called real. */
const FALSE_SHARE = 0.05;

/** Two runs or two series, field by field. Each side is of one provenance; the two sides may differ, and that is said. */
export function compare(
  a: readonly ArrivalRun[],
  b: readonly ArrivalRun[],
  align: Alignment = 'request',
): ComparisonResult {
  const kinds = {
    a: [...new Set(a.map((run) => run.provenance))],
    b: [...new Set(b.map((run) => run.provenance))],
  };
  if (a.length === 0 || b.length === 0)
    return { ok: false, reason: 'no runs', message: 'A comparison needs runs on both sides.' };
  if (kinds.a.length > 1 || kinds.b.length > 1) {
    const message = 'One side mixes measured with simulated, cached or synthetic times: choose one kind.';
    return { ok: false, reason: 'mixed provenance', message };
  }
  if ([...kinds.a, ...kinds.b].includes('synthetic')) {
    return {
      ok: false,
      reason: 'synthetic times',
      message: 'Synthetic times were invented; comparing them says nothing.',
    };
  }
  const [left, right] = [landings(a, align), landings(b, align)];
  const patterns = [...new Set([...left.keys(), ...right.keys()])].filter((pattern) => pattern !== '');
  const drafts = ['', ...patterns].map((pattern) =>
    draft(pattern, left.get(pattern) ?? [], right.get(pattern) ?? []),
  );
  const rows = settle(drafts);
  const [whole = draft('', [], []), ...fields] = rows;
  const n = { a: a.length, b: b.length };
  const sentence = describe({ rows: fields, whole, n, provenance: kinds });
  return { ok: true, comparison: { rows: fields, whole, n, provenance: kinds, sentence } };
}

/**
 * The last landing of each field, run by run; the root's is the closing brace. A run that goes on, or broke off, has
 * none for what it has not left.
 */
function landings(runs: readonly ArrivalRun[], align: Alignment): Map<string, number[]> {
  const found = new Map<string, number[]>();
  for (const run of runs) {
    const zero = align === 'request' ? 0 : (run.seed ?? run.root.children[0]?.tLand ?? run.root.tOpen);
    const open = openNodes(run);
    for (const row of fieldRows([run])) {
      if (open.some((node) => isOpenIn(node, row.pattern))) continue;
      const list = found.get(row.pattern) ?? [];
      list.push(row.last.max - zero);
      found.set(row.pattern, list);
    }
  }
  return found;
}

/** Further items of an open array may bring what is below it again. */
function isOpenIn({ kind, pattern }: ArrivalNode, other: string): boolean {
  return other === pattern || (kind === 'array' && other.startsWith(`${pattern}/*`));
}

function draft(pattern: string, a: number[], b: number[]): ComparedRow {
  const [left, right] = [summarise(a), summarise(b)];
  if (left === null || right === null) return { pattern, a: left, b: right, difference: null };
  const pairs = a.flatMap((x) => b.map((y) => y - x));
  const ms = right.p50 - left.p50;
  const p = leastP(a.length, b.length) > FALSE_SHARE ? null : mannWhitney(a, b);
  const [from = ms, to = ms] = quantile(pairs, [0.25, 0.75]);
  const percent = left.p50 === 0 ? null : (100 * ms) / left.p50;
  return {
    pattern,
    a: left,
    b: right,
    difference: { ms, percent, from, to, p, verdict: p === null ? 'unknown' : 'noise' },
  };
}

/** Many rows are looked at at once, so what is called real is decided over all of them. */
function settle(rows: readonly ComparedRow[]): ComparedRow[] {
  const tested = rows.flatMap((row) => row.difference?.p ?? []);
  const stands = standing(tested, FALSE_SHARE);
  let i = 0;
  return rows.map((row) => {
    if (row.difference === null || row.difference.p === null) return row;
    const apart = row.difference.p <= leastP(row.a?.n ?? 0, row.b?.n ?? 0) * (1 + 1e-9);
    const verdict = stands[i++] === true ? 'real' : apart ? 'unknown' : 'noise';
    return { ...row, difference: { ...row.difference, verdict } };
  });
}

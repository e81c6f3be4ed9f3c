import type { FieldStat, FieldStats } from './field-stats.ts';

/** A row of the table: a declared field, or a pattern that came without being declared. */
export interface FieldRow {
  pattern: string;
  name: string;
  type: string;
  depth: number;
  declared: boolean;
  required: boolean;
  /** Null where nothing of it has arrived. */
  stat: FieldStat | null;
  /** The last landing of it, for a container of what lies inside; -1 where nothing has arrived. */
  landed: number;
  /** Milliseconds that the stream spent on it, what lies below it included. */
  ms: number;
  /** Of all fields' time, 0 to 1. */
  share: number;
  /** Places by which it came earlier (negative) or later than declared among its siblings; null if not comparable. */
  moved: number | null;
}

export interface Declared {
  pattern: string;
  name: string;
  type: string;
  depth: number;
  required: boolean;
}

/** In declared order; what was not declared stands behind its siblings. */
export function fieldRows(declared: readonly Declared[], stats: FieldStats): FieldRow[] {
  const rows = declared.map((field) => rowOf(field, true, stats));
  const known = new Set(declared.map((field) => field.pattern));
  for (const stat of stats.stats.values()) {
    if (stat.pattern === '' || known.has(stat.pattern)) continue;
    const parent = parentOf(stat.pattern);
    const name = nameOf(stat.pattern);
    const depth = stat.pattern.split('/').length - 2;
    const row = rowOf({ pattern: stat.pattern, name, type: stat.type, depth, required: false }, false, stats);
    const last = rows.findLastIndex(
      (other) => other.pattern === parent || other.pattern.startsWith(`${parent}/`),
    );
    rows.splice(last < 0 ? rows.length : last + 1, 0, row);
  }
  // From the leaves up: a container's time is its own and that of all below it.
  const byPattern = new Map(rows.map((row) => [row.pattern, row]));
  for (const row of rows.toReversed().toSorted((a, b) => b.depth - a.depth)) {
    const parent = byPattern.get(parentOf(row.pattern));
    if (parent === undefined) continue;
    parent.ms += row.ms;
    parent.landed = Math.max(parent.landed, row.landed);
  }
  const whole = rows.reduce((sum, row) => (row.depth === 0 ? sum + row.ms : sum), 0);
  for (const row of rows) row.share = whole > 0 ? row.ms / whole : 0;
  markOrder(rows);
  return rows;
}

function rowOf(field: Declared, declared: boolean, stats: FieldStats): FieldRow {
  const stat = stats.stats.get(field.pattern) ?? null;
  return {
    ...field,
    declared,
    stat,
    landed: stat?.lastLanded ?? -1,
    ms: stats.milliseconds(field.pattern),
    share: 0,
    moved: null,
  };
}

function markOrder(rows: FieldRow[]): void {
  const siblings = Map.groupBy(
    rows.filter((row) => row.declared && row.stat !== null),
    (row) => parentOf(row.pattern),
  );
  for (const group of siblings.values()) {
    const arrived = group.toSorted((a, b) => (a.stat?.firstSeen ?? 0) - (b.stat?.firstSeen ?? 0));
    group.forEach((row, i) => {
      row.moved = arrived.indexOf(row) - i;
    });
  }
}

function parentOf(pattern: string): string {
  return pattern.slice(0, Math.max(0, pattern.lastIndexOf('/')));
}

function nameOf(pattern: string): string {
  return pattern
    .slice(pattern.lastIndexOf('/') + 1)
    .replaceAll('~1', '/')
    .replaceAll('~0', '~');
}

export type SortKey = 'declared' | 'name' | 'seen' | 'landed' | 'gap' | 'share';

/** A new list; fields that have not arrived stand last whatever the direction. */
export function sortRows(rows: readonly FieldRow[], by: SortKey, descending: boolean): FieldRow[] {
  if (by === 'declared') return descending ? rows.toReversed() : [...rows];
  const value = (row: FieldRow): number | string | null => {
    if (by === 'name') return row.pattern;
    if (row.stat === null) return null;
    if (by === 'seen') return row.stat.firstSeen;
    if (by === 'landed') return row.landed;
    return row.ms;
  };
  return rows.toSorted((a, b) => {
    const [x, y] = [value(a), value(b)];
    if (x === null || y === null) return x === y ? 0 : x === null ? 1 : -1;
    const order = typeof x === 'string' || typeof y === 'string' ? String(x).localeCompare(String(y)) : x - y;
    return descending ? -order : order;
  });
}

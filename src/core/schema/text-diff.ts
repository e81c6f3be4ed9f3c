import { outOfDeclaredOrder } from './declared-order.ts';
import { type Field, fieldsOf } from './fields.ts';
import { parseSchema } from './parse.ts';

export interface DiffLine {
  kind: 'same' | 'gone' | 'new';
  text: string;
  /** Number of the line, from 1, in the text that it is of: the old one where it is gone. */
  line: number;
}

/**
 * The lines of a schema before and after its properties were put in another order. The fewest properties that make the
 * difference are shown whole, gone at the old place and new at the other, so that a move reads as one; a comma that
 * came or went at the end of a line is no difference. What differs beyond that is found by the longest common
 * subsequence, O(lines²) of what lies between the first difference and the last. Null where a text is no schema.
 */
export function schemaTextDiff(before: string, after: string): DiffLine[] | null {
  const [old, now] = [parseSchema(before), parseSchema(after)];
  if (!old.ok || !now.ok) return null;
  const [oldFields, newFields] = [fieldsOf(old.schema), fieldsOf(now.schema)];
  const moved = movedPatterns(oldFields, newFields);
  return merged(linesOf(before, oldFields, moved), linesOf(after, newFields, moved));
}

/** What is around the changes, and how much is left out elsewhere. */
export type DiffPart =
  | { kind: 'lines'; lines: DiffLine[] }
  | { kind: 'left out'; from: number; count: number };

/** Folds away what is more than `context` lines off any change. */
export function foldedDiff(lines: readonly DiffLine[], context: number): DiffPart[] {
  const shown = lines.map((_, i) =>
    lines.slice(Math.max(0, i - context), i + context + 1).some((near) => near.kind !== 'same'),
  );
  const parts: DiffPart[] = [];
  for (const [i, line] of lines.entries()) {
    const last = parts.at(-1);
    if (shown[i] === true) {
      if (last?.kind === 'lines') last.lines.push(line);
      else parts.push({ kind: 'lines', lines: [line] });
    } else if (last?.kind === 'left out') last.count++;
    else parts.push({ kind: 'left out', from: line.line, count: 1 });
  }
  return parts;
}

interface Line {
  text: string;
  /** Some of a property that moves is on it. */
  moved: boolean;
}

function linesOf(text: string, fields: readonly Field[], moved: ReadonlySet<string>): Line[] {
  const spans = fields.filter(({ pattern }) => moved.has(pattern));
  let start = 0;
  return text.split('\n').map((line) => {
    const from = start;
    start += line.length + 1;
    const touched = spans.some(({ offset, length }) => offset < start && offset + length > from);
    return { text: line.replace(/\r$/, ''), moved: touched };
  });
}

function movedPatterns(before: readonly Field[], after: readonly Field[]): Set<string> {
  const now = childrenOf(after);
  const moved = new Set<string>();
  for (const [parent, fields] of childrenOf(before)) {
    const names = fields.map(({ name }) => name);
    const others = (now.get(parent) ?? []).map(({ name }) => name);
    const out = new Set(outOfDeclaredOrder(names, others));
    for (const { name, pattern } of fields) if (out.has(name)) moved.add(pattern);
  }
  return moved;
}

function childrenOf(fields: readonly Field[]): Map<string, Field[]> {
  return Map.groupBy(fields, ({ pattern }) => pattern.slice(0, pattern.lastIndexOf('/')));
}

function isSame(a: Line | undefined, b: Line | undefined): boolean {
  if (a === undefined || b === undefined || a.moved || b.moved) return false;
  return a.text.replace(/,?\s*$/, '') === b.text.replace(/,?\s*$/, '');
}

function merged(before: readonly Line[], after: readonly Line[]): DiffLine[] {
  let head = 0;
  while (isSame(before[head], after[head])) head++;
  let tail = 0;
  while (
    tail < Math.min(before.length, after.length) - head &&
    isSame(before.at(-1 - tail), after.at(-1 - tail))
  )
    tail++;
  const [old, now] = [before.slice(head, before.length - tail), after.slice(head, after.length - tail)];
  const common = lengths(old, now);
  const lines = after.slice(0, head).map(({ text }, i): DiffLine => ({ kind: 'same', text, line: i + 1 }));
  let [i, j] = [0, 0];
  while (i < old.length || j < now.length) {
    const [was, is] = [old[i], now[j]];
    if (isSame(was, is)) {
      lines.push({ kind: 'same', text: is?.text ?? '', line: head + ++j });
      i++;
    } else if (was !== undefined && (is === undefined || at(common, i + 1, j) >= at(common, i, j + 1))) {
      lines.push({ kind: 'gone', text: was.text, line: head + ++i });
    } else {
      lines.push({ kind: 'new', text: is?.text ?? '', line: head + ++j });
    }
  }
  for (let k = after.length - tail; k < after.length; k++)
    lines.push({ kind: 'same', text: after[k]?.text ?? '', line: k + 1 });
  return lines;
}

/** `[i][j]`: length of the longest common subsequence of what follows `old[i]` and `now[j]`, both included. */
function lengths(old: readonly Line[], now: readonly Line[]): Int32Array[] {
  const table = Array.from({ length: old.length + 1 }, () => new Int32Array(now.length + 1));
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = now.length - 1; j >= 0; j--) {
      const row = table[i];
      if (row === undefined) continue;
      row[j] = isSame(old[i], now[j])
        ? 1 + at(table, i + 1, j + 1)
        : Math.max(at(table, i + 1, j), at(table, i, j + 1));
    }
  }
  return table;
}

function at(table: readonly Int32Array[], i: number, j: number): number {
  return table[i]?.[j] ?? 0;
}

import type { Row, Rows } from '../rows/rows.ts';

export type TreeMove = { to: number } | { open: number } | { close: number };

/** Rows that type-ahead looks through; beyond them a search is the better tool. */
const REACH = 2000;

/** What a key does in a tree, as the ARIA authoring practices have it; null where the key means nothing here. */
export function treeMove(rows: Rows, at: number, key: string, nameOf: (row: Row) => string): TreeMove | null {
  const row = rows.row(at);
  if (row === null) return null;
  const toggle = row.kind === 'ghost' ? 'none' : row.toggle;
  switch (key) {
    case 'ArrowDown':
      return to(rows, at + 1);
    case 'ArrowUp':
      return to(rows, at - 1);
    case 'PageDown':
      return to(rows, Math.min(at + 10, rows.length - 1));
    case 'PageUp':
      return to(rows, Math.max(at - 10, 0));
    case 'Home':
      return to(rows, 0);
    case 'End':
      return to(rows, rows.length - 1);
    case 'ArrowRight':
      if (toggle === 'closed') return { open: at };
      return toggle === 'open' ? to(rows, at + 1) : null;
    case 'ArrowLeft':
      return toggle === 'open' ? { close: at } : to(rows, rows.parentRow(at));
    default:
      return key.length === 1 && key !== ' ' ? ahead(rows, at, key.toLowerCase(), nameOf) : null;
  }
}

function to(rows: Rows, index: number): TreeMove | null {
  return index >= 0 && index < rows.length ? { to: index } : null;
}

function ahead(rows: Rows, at: number, letter: string, nameOf: (row: Row) => string): TreeMove | null {
  for (let k = 1; k <= Math.min(REACH, rows.length); k++) {
    const i = (at + k) % rows.length;
    const row = rows.row(i);
    if (row !== null && nameOf(row).toLowerCase().startsWith(letter)) return { to: i };
  }
  return null;
}

import { describe, expect, test } from 'vitest';

import { DocumentHistory } from '../../../core/document/history.ts';
import { type Choices, type Row, Rows } from './rows.ts';

const PLAIN: Choices = { open: new Map(), long: 3, unfolded: null, newest: false, ghosts: () => [] };

/** A document from `pointer value` lines. */
function viewOf(lines: string[]) {
  const texts = lines.map((line) => {
    const cut = line.indexOf(' ');
    return `{"op":"add","path":"${line.slice(0, cut)}","value":${line.slice(cut + 1)}}`;
  });
  const history = new DocumentHistory((event) => texts[event] ?? '');
  texts.forEach((text, i) => expect(history.fold(i, JSON.parse(text), text)).toBeNull());
  return history.at(texts.length - 1);
}

type View = ReturnType<typeof viewOf>;

/** One line a row, indented: `- name` closed, `+ name` open. */
function picture(rows: Rows, view: View): string[] {
  return Array.from({ length: rows.length }, (_, i) => {
    const row = rows.row(i);
    if (row === null) return '?';
    const sign = row.kind === 'ghost' || row.toggle === 'none' ? ' ' : row.toggle === 'open' ? '+' : '-';
    return `${'  '.repeat(row.depth)}${sign} ${label(row, view)}`;
  });
}

function label(row: Row, view: View): string {
  if (row.kind === 'ghost') return `(${row.ghost.name})`;
  return row.kind === 'items' ? `* · ${row.count}` : String(view.name(row.node) ?? 'root');
}

const long = viewOf([' {}', '/a 1', '/list [{"x":0},{"x":1},{"x":2},{"x":3},{"x":4}]', '/z {"y":true}']);

function nodeAt(view: View, pointer: string): number {
  const node = view.find(pointer);
  if (node === null) throw new Error(`nothing at ${pointer}`);
  return node;
}

describe('Rows', () => {
  test('should list short containers open and the items of long ones closed', () => {
    expect(picture(new Rows(long, PLAIN), long)).toEqual([
      '+ root',
      '    a',
      '  + list',
      '    - 0',
      '    - 1',
      '    - 2',
      '    - 3',
      '    - 4',
      '  + z',
      '      y',
    ]);
  });

  test('should open the items that the person opens, and the newest where asked', () => {
    const open = new Map([[nodeAt(long, '/list/1'), true]]);
    const rows = new Rows(long, { ...PLAIN, open, newest: true });
    expect(picture(rows, long).slice(2, 11)).toEqual([
      '  + list',
      '    - 0',
      '    + 1',
      '        x',
      '    - 2',
      '    - 3',
      '    + 4',
      '        x',
      '  + z',
    ]);
  });

  test('should fold a long array into its pattern until it is unfolded', () => {
    const list = nodeAt(long, '/list');
    expect(picture(new Rows(long, { ...PLAIN, unfolded: new Set() }), long).slice(2, 5)).toEqual([
      '  + list',
      '    - * · 5',
      '  + z',
    ]);
    const unfolded = new Rows(long, { ...PLAIN, unfolded: new Set([list]) });
    expect(picture(unfolded, long).slice(2, 5)).toEqual(['  + list', '    + * · 5', '      - 0']);
  });

  test('should close what the person closes', () => {
    const open = new Map([[nodeAt(long, '/list'), false]]);
    expect(picture(new Rows(long, { ...PLAIN, open }), long)).toEqual([
      '+ root',
      '    a',
      '  - list',
      '  + z',
      '      y',
    ]);
  });

  test('should find the row of every node it shows, and say where it stands', () => {
    const rows = new Rows(long, PLAIN);
    for (let i = 0; i < rows.length; i++) {
      const row = rows.row(i);
      if (row?.kind === 'node') expect(rows.indexOf(row.node)).toBe(i);
    }
    expect(rows.indexOf(nodeAt(long, '/list/1/x'))).toBe(-1);
    expect(rows.parentRow(rows.indexOf(nodeAt(long, '/list/3')))).toBe(2);
    expect(rows.parentRow(0)).toBe(-1);
    expect(rows.row(5)).toMatchObject({ position: 3, of: 5 });
    expect(rows.row(-1)).toBeNull();
    expect(rows.row(rows.length)).toBeNull();
  });

  test('should show ghosts behind what has landed', () => {
    const ghost = { pointer: '/reply', name: 'reply', type: 'string', next: true, expected: null };
    const rows = new Rows(long, { ...PLAIN, ghosts: (node) => (node === long.root() ? [ghost] : []) });
    expect(picture(rows, long).at(-1)).toBe('    (reply)');
    expect(rows.indexOfGhost('/reply')).toBe(rows.length - 1);
    expect(rows.row(rows.length - 1)).toMatchObject({ position: 4, of: 4 });
  });

  test('should cost a segment, not a row, for each closed item', () => {
    const texts = ['{"op":"add","path":"","value":[]}'];
    const history = new DocumentHistory((event) => texts[event] ?? '');
    history.fold(0, JSON.parse(texts[0] ?? ''), texts[0] ?? '');
    for (let i = 0; i < 100_000; i++) {
      const text = `{"op":"add","path":"/${i}","value":${i}}`;
      texts.push(text);
      history.fold(i + 1, { op: 'add', path: `/${i}`, value: i }, text);
    }
    let asked = 0;
    const view = history.at(100_000);
    const counting = {
      ...bound(view),
      children: (...args: Parameters<View['children']>) => (asked++, view.children(...args)),
    };
    const rows = new Rows(counting, PLAIN);
    expect(rows.length).toBe(100_001);
    expect(rows.row(70_000)).toMatchObject({ kind: 'node', position: 70_000 });
    expect(asked).toBeLessThan(5);
  });
});

function bound(view: View) {
  return {
    root: () => view.root(),
    type: (node: number) => view.type(node),
    name: (node: number) => view.name(node),
    parent: (node: number) => view.parent(node),
    childCount: (node: number) => view.childCount(node),
  };
}

import type { DocumentView } from '../core/document/history.ts';
import type { RunRecord } from '../core/run/record.ts';
import { parseSchema } from '../core/schema/parse.ts';
import { expectedNext, ghostsOf, rootGhosts } from '../renderer/features/document/ghosts.ts';
import { counted } from '../renderer/features/rows/format.ts';
import { type Ghost, isContainer, type Row, Rows } from '../renderer/features/rows/rows.ts';
import { stampOf, stampWithUnit, targetOf } from '../renderer/features/rows/stamp.ts';
import { visible, visibleKey } from '../core/json/visible.ts';
import { chevron, el } from './dom.ts';
import { glyph } from './glyph.ts';
import type { Playback } from './playback.ts';
import { ROW, RowsView } from './rows-view.ts';

/** Containers with more children start closed. */
const LONG = 200;
/** Beyond this many characters nothing of a value would be seen. */
const MOST_SHOWN = 300;

/** Deep rows are indented no further than half the pane, or nothing of their names would be left. */
function indent(depth: number): string {
  return `min(${8 + depth * 16}px, 50%)`;
}

/**
 * The document at the playhead, a row a node; what the schema still promises stands there as a ghost. `onChoose` gets
 * the place of a row that is chosen.
 */
export function tree(
  record: RunRecord,
  playback: Playback,
  onChoose: (pointer: string) => void,
): HTMLElement {
  const parsed = parseSchema(record.header?.schema ?? '');
  const schema = parsed.ok ? parsed.schema : null;
  const open = new Map<number, boolean>();
  const scroller = el('div', { role: 'tree', 'aria-label': 'Document', tabindex: 0 });
  const layer = el('div', { role: 'presentation' });
  const rowsView = new RowsView(scroller, layer, 0, paint);
  let view: DocumentView = record.history.at(playback.moment.event);
  let list: Row[] | Rows = [];
  let shown = Number.NaN;
  /** The row that keys move from, -1 until somebody chose one, and the place that it stands for. */
  let active = -1;
  let chosen: string | null = null;

  function update(): void {
    const { event } = playback.moment;
    if (event !== shown) {
      shown = event;
      view = record.history.at(event);
      list = build();
      const node = targetOf(record, view, event);
      const newest = node === null ? -1 : indexOf(node);
      const chosenNode = chosen === null ? null : view.find(chosen);
      active = chosenNode === null ? Math.min(active, Math.max(0, list.length - 1)) : shownFor(chosenNode);
      rowsView.setCount(list.length);
      if (newest >= 0) rowsView.reveal(newest);
    } else rowsView.paint();
  }

  function build(): Row[] | Rows {
    if (view.root() === null) {
      const ghosts = schema === null ? [] : rootGhosts(schema);
      return ghosts.map((ghost, i) => ({
        kind: 'ghost',
        ghost,
        depth: 0,
        position: i + 1,
        of: ghosts.length,
      }));
    }
    const next = schema === null || record.end === null ? null : expectedNext(view, schema);
    const ghosts = (node: number): Ghost[] => (schema === null ? [] : ghostsOf(view, node, schema, next));
    return new Rows(view, { open, long: LONG, unfolded: null, newest: true, ghosts });
  }

  function rowAt(index: number): Row | null {
    return Array.isArray(list) ? (list[index] ?? null) : list.row(index);
  }

  function indexOf(node: number): number {
    return Array.isArray(list) ? -1 : list.indexOf(node);
  }

  /** The row of a node, or of the closed container that it is in. */
  function shownFor(node: number): number {
    for (let at: number | null = node; at !== null; at = view.parent(at)) {
      const index = indexOf(at);
      if (index >= 0) return index;
    }
    return 0;
  }

  function paint(first: number, last: number, offset: number): void {
    const items: HTMLElement[] = [];
    for (let i = first; i < last; i++) {
      const row = rowAt(i);
      if (row === null) continue;
      const item = itemOf(row, i);
      item.style.top = `${(i - first) * ROW - offset}px`;
      items.push(item);
    }
    layer.replaceChildren(...items);
    const current = layer.querySelector('[aria-selected=true]');
    if (current === null) scroller.removeAttribute('aria-activedescendant');
    else scroller.setAttribute('aria-activedescendant', current.id);
  }

  function itemOf(row: Row, index: number): HTMLElement {
    const { key, type, value, stamp, name } = describe(row);
    const toggle = row.kind === 'node' && row.toggle !== 'none' ? row.toggle : null;
    const item = el(
      'div',
      {
        id: `node-${index}`,
        role: 'treeitem',
        class: 'node',
        'aria-label': name,
        'aria-level': row.depth + 1,
        ...(row.kind === 'items' ? {} : { 'aria-setsize': row.of, 'aria-posinset': row.position }),
        'aria-selected': String(index === active),
        'aria-expanded': toggle === null ? undefined : String(toggle === 'open'),
        'data-state':
          row.kind === 'ghost'
            ? 'ghost'
            : row.kind === 'node' && view.changed(row.node) === shown
              ? 'now'
              : undefined,
        click: () => {
          choose(index);
          if (toggle !== null) flip(row, toggle !== 'open');
        },
      },
      chevron(toggle),
      glyph(type),
      el('span', { class: 'key', dir: 'auto' }, key),
      el('span', { class: 'value', dir: 'auto', 'data-type': type }, value),
      el('span', { class: 'stamp' }, stamp),
    );
    item.style.paddingLeft = indent(row.depth);
    return item;
  }

  function describe(row: Row): { key: string; type: string; value: string; stamp: string; name: string } {
    if (row.kind === 'ghost') {
      const words = row.ghost.next ? 'expected next' : 'not landed';
      const key = visibleKey(row.ghost.name);
      return { key, type: row.ghost.type, value: words, stamp: '', name: `${key}, ${words}` };
    }
    const { node } = row;
    const own = view.name(node);
    const key = own === null ? '(root)' : visibleKey(String(own));
    const type = view.type(node);
    const container = isContainer(view, node);
    const count = view.childCount(node);
    const source = container ? counted(count, type === 'array' ? 'item' : 'field') : view.source(node);
    const value = visible(source.length > MOST_SHOWN ? `${source.slice(0, MOST_SHOWN)}…` : source);
    const event = container ? view.born(node) : view.changed(node);
    return {
      key,
      type,
      value,
      stamp: stampOf(record, event),
      name: `${key} ${value} ${stampWithUnit(record, event)}`,
    };
  }

  function choose(index: number): void {
    active = index;
    const row = rowAt(index);
    if (row?.kind === 'node') {
      chosen = view.pointer(row.node);
      onChoose(chosen);
    }
    rowsView.paint();
  }

  function flip(row: Row, to: boolean): void {
    if (row.kind !== 'node') return;
    open.set(row.node, to);
    list = build();
    rowsView.setCount(list.length);
  }

  scroller.addEventListener('keydown', (key) => {
    const row = rowAt(active);
    const toggle = row?.kind === 'node' ? row.toggle : 'none';
    if (key.key === 'ArrowDown') choose(Math.min(list.length - 1, active + 1));
    else if (key.key === 'ArrowUp') choose(Math.max(0, active - 1));
    else if (key.key === 'ArrowRight' && toggle === 'closed' && row !== null) flip(row, true);
    else if (key.key === 'ArrowLeft' && toggle === 'open' && row !== null) flip(row, false);
    else return;
    // Left and Right that open or close nothing go on to the transport.
    key.preventDefault();
    key.stopPropagation();
    rowsView.reveal(active);
  });
  playback.onChange(update);
  update();
  return el('section', { 'aria-label': 'Document at the playhead', class: 'document-tree' }, scroller);
}

import type { DocumentView } from '../../../core/document/history.ts';
import type { RunRecord } from '../../../core/run/record.ts';
import type { SchemaTree } from '../../../core/schema/tree.ts';
import { isSeed } from '../../state/run-index.ts';
import { expectedNext, ghostsOf, rootGhosts } from '../document/ghosts.ts';
import { isContainer, type Row, Rows } from '../rows/rows.ts';

/** A line of the story: a field that has landed or is waited for, in document order. */
export interface StoryRow {
  pointer: string;
  name: string;
  /** 0 for the root's own fields. */
  depth: number;
  type: string;
  /** JSON of a leaf as received; empty for containers and for what has not come. */
  value: string;
  /** Event at which it opened and landed (a container: its seed); null while it is waited for. */
  opened: number | null;
  landed: number | null;
  /** Event of the last landing inside a container, of what has come; of a leaf its own. */
  last: number | null;
  isContainer: boolean;
}

/** On a stage nobody reads a thousand rows; what is beyond is counted. */
const MOST_ROWS = 400;
/** Longer arrays show their last item open. */
const LONG = 40;

/**
 * The rows of the story, of the newest moment, so that they keep their places while the playhead moves. Fields that
 * have not come stand where the schema declares them.
 */
export function storyRows(record: RunRecord | null, tree: SchemaTree | null): StoryRow[] {
  const view = record?.history.at(record.log.length - 1) ?? null;
  if (view === null || view.root() === null) {
    return tree === null ? [] : rootGhosts(tree).map((ghost) => waiting(ghost, 0));
  }
  const next = tree === null ? null : expectedNext(view, tree);
  const ended = record?.end !== null;
  const rows = new Rows(view, {
    open: new Map(),
    long: LONG,
    unfolded: null,
    newest: true,
    ghosts: (node) => (tree === null || ended ? [] : ghostsOf(view, node, tree, next)),
  });
  const story: StoryRow[] = [];
  // The root has a row of its own only where it is all there is.
  const first = isContainer(view, view.root() ?? 0) ? 1 : 0;
  for (let i = first; i < rows.length && story.length < MOST_ROWS; i++) {
    const row = rows.row(i);
    if (row !== null) story.push(rowOf(view, row, first));
  }
  return story;
}

function rowOf(view: DocumentView, row: Row, top: number): StoryRow {
  if (row.kind === 'ghost') return waiting(row.ghost, row.depth - top);
  const container = isContainer(view, row.node);
  const landed = container ? view.born(row.node) : view.changed(row.node);
  return {
    pointer: view.pointer(row.node),
    name: String(view.name(row.node) ?? 'answer'),
    depth: row.depth - top,
    type: view.type(row.node),
    value: container ? '' : view.source(row.node),
    opened: view.opened(row.node) ?? landed,
    landed,
    last: container ? view.lastInside(row.node) : landed,
    isContainer: container,
  };
}

function waiting(ghost: { pointer: string; name: string; type: string }, depth: number): StoryRow {
  const { pointer, name, type } = ghost;
  const isContainer = type === 'object' || type === 'array';
  return { pointer, name, depth, type, value: '', opened: null, landed: null, last: null, isContainer };
}

/** The newest row at a moment, leaves before containers; -1 before the first. */
export function litRow(rows: readonly StoryRow[], event: number): number {
  let lit = -1;
  rows.forEach((row, i) => {
    if (row.landed === null || row.landed > event) return;
    const best = rows[lit]?.landed ?? -1;
    if (row.landed >= best) lit = i;
  });
  return lit;
}

/**
 * The next event, or the one before, at which a value lands: seeds of containers, heartbeats and the like are passed
 * over. Null where there is none.
 */
export function landingFrom(record: RunRecord, event: number, by: 1 | -1): number | null {
  const { log } = record;
  for (let i = event + by; i >= 0 && i < log.length; i += by) {
    const kind = log.kind(i);
    if (log.error(i) !== null || (kind !== 'op' && kind !== 'ops')) continue;
    if (!isSeed(log.text(i))) return i;
  }
  return null;
}

import type { DocumentView, NodeId } from '../../../core/document/history.ts';

/**
 * The rows of a tree, as segments, so that a container of a million closed items costs one segment:
 *
 *     {}  root                 row
 *       “” title               row
 *       [] items · 1,000,000   row
 *         {} 0 … 999,998       run   (closed items, made on demand)
 *         {} 999,999           row   (opened)
 *           “” name            row
 *       “” note                ghost (declared, not landed)
 *
 * Building costs O(opened containers + their short contents); a row is found in O(log segments).
 */
export type Row =
  | { kind: 'node'; node: NodeId; depth: number; toggle: Toggle; position: number; of: number }
  /** The items of a long array, folded into their pattern. `node` is the array. */
  | { kind: 'items'; node: NodeId; count: number; depth: number; toggle: 'open' | 'closed' }
  | { kind: 'ghost'; ghost: Ghost; depth: number; position: number; of: number };

export type Toggle = 'none' | 'open' | 'closed';

/** A declared property that has not landed. */
export interface Ghost {
  pointer: string;
  name: string;
  type: string;
  /** The stream should bring it next. */
  next: boolean;
  /** When it should come, in milliseconds since the request, as the median of `n` runs; null where nothing says so. */
  expected: { at: number; n: number } | null;
}

export interface Choices {
  /** Containers that the person opened (true) or closed (false). */
  open: ReadonlyMap<NodeId, boolean>;
  /** Containers with more children list them closed. */
  long: number;
  /** Long arrays show one pattern row, and their items only where the array is in this set; null never folds. */
  unfolded: ReadonlySet<NodeId> | null;
  /** Opens the last child of long containers: the one that a live run is filling. */
  newest: boolean;
  ghosts: (node: NodeId) => readonly Ghost[];
}

/** Beyond this many rows containers start closed, however short: 5,000 keeps a rebuild within a few milliseconds. */
const MOST_ROWS = 5000;

type Segment = { start: number } & (
  | { row: Row }
  | { run: { parent: NodeId; from: number; to: number; depth: number; of: number } }
);

type Reading = Pick<DocumentView, 'root' | 'type' | 'name' | 'parent' | 'childCount' | 'children'>;

export class Rows {
  readonly #view: Reading;
  readonly #segments: Segment[] = [];
  readonly #at = new Map<NodeId, number>();
  #length = 0;

  constructor(view: Reading, choices: Choices) {
    this.#view = view;
    const root = view.root();
    if (root !== null) this.#build(root, choices, openedByParent(view, choices.open));
  }

  get length(): number {
    return this.#length;
  }

  row(index: number): Row | null {
    const segment = this.#segment(index);
    if (segment === null) return null;
    if ('row' in segment) return segment.row;
    const { parent, from, depth, of } = segment.run;
    const position = from + index - segment.start;
    const node = this.#view.children(parent, position, position + 1)[0];
    if (node === undefined) return null;
    const toggle = isContainer(this.#view, node) && this.#view.childCount(node) > 0 ? 'closed' : 'none';
    return { kind: 'node', node, depth, toggle, position: position + 1, of };
  }

  /** The row of a node, or -1 where it is in a closed container. O(1), or O(siblings) in a long object. */
  indexOf(node: NodeId): number {
    const known = this.#at.get(node);
    if (known !== undefined) return known;
    const parent = this.#view.parent(node);
    if (parent === null) return -1;
    const name = this.#view.name(node);
    const position = typeof name === 'number' ? name : this.#view.children(parent).indexOf(node);
    const segment = this.#segments.find(
      (s) => 'run' in s && s.run.parent === parent && s.run.from <= position && position < s.run.to,
    );
    return segment !== undefined && 'run' in segment ? segment.start + position - segment.run.from : -1;
  }

  /** The row of a ghost, or -1. Ghosts are few and always rows of their own. */
  indexOfGhost(pointer: string): number {
    const segment = this.#segments.find(
      (s) => 'row' in s && s.row.kind === 'ghost' && s.row.ghost.pointer === pointer,
    );
    return segment?.start ?? -1;
  }

  /** The row that a row stands under, or -1. O(segments). */
  parentRow(index: number): number {
    const depth = this.row(index)?.depth ?? 0;
    for (let i = this.#segmentIndex(index); i >= 0; i--) {
      const segment = this.#segments[i];
      if (segment !== undefined && 'row' in segment && segment.row.depth < depth) return segment.start;
    }
    return -1;
  }

  #segment(index: number): Segment | null {
    if (index < 0 || index >= this.#length) return null;
    return this.#segments[this.#segmentIndex(index)] ?? null;
  }

  #segmentIndex(index: number): number {
    let low = 0;
    let high = this.#segments.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#segments[middle]?.start ?? 0) <= index) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  #build(root: NodeId, choices: Choices, openedIn: Map<NodeId, NodeId[]>): void {
    const view = this.#view;
    const put = (row: Row): void => {
      if (row.kind === 'node') this.#at.set(row.node, this.#length);
      this.#segments.push({ start: this.#length, row });
      this.#length += 1;
    };
    const run = (parent: NodeId, from: number, to: number, depth: number, of: number): void => {
      if (to <= from) return;
      this.#segments.push({ start: this.#length, run: { parent, from, to, depth, of } });
      this.#length += to - from;
    };
    const visit = (node: NodeId, depth: number, position: number, of: number, byDefault: boolean): void => {
      const count = isContainer(view, node) ? view.childCount(node) : 0;
      const ghosts = isContainer(view, node) ? choices.ghosts(node) : [];
      if (count + ghosts.length === 0) {
        put({ kind: 'node', node, depth, toggle: 'none', position, of });
        return;
      }
      const open = choices.open.get(node) ?? (byDefault && this.#segments.length < MOST_ROWS);
      put({ kind: 'node', node, depth, toggle: open ? 'open' : 'closed', position, of });
      if (!open) return;
      const size = count + ghosts.length;
      if (count <= choices.long) {
        view.children(node).forEach((child, i) => visit(child, depth + 1, i + 1, size, true));
      } else if (choices.unfolded !== null && view.type(node) === 'array') {
        const unfolded = choices.unfolded.has(node);
        put({ kind: 'items', node, count, depth: depth + 1, toggle: unfolded ? 'open' : 'closed' });
        if (unfolded) long(node, depth + 2, count, size);
      } else {
        long(node, depth + 1, count, size);
      }
      ghosts.forEach((ghost, i) =>
        put({ kind: 'ghost', ghost, depth: depth + 1, position: count + i + 1, of: size }),
      );
    };
    const long = (node: NodeId, depth: number, count: number, size: number): void => {
      let from = 0;
      for (const [position, child] of openedPositions(view, node, openedIn, choices, count)) {
        run(node, from, position, depth, size);
        visit(child, depth, position + 1, size, true);
        from = position + 1;
      }
      run(node, from, count, depth, size);
    };
    visit(root, 0, 1, 1, true);
  }
}

export function isContainer(view: Pick<DocumentView, 'type'>, node: NodeId): boolean {
  const type = view.type(node);
  return type === 'object' || type === 'array';
}

function openedByParent(view: Reading, open: ReadonlyMap<NodeId, boolean>): Map<NodeId, NodeId[]> {
  const byParent = new Map<NodeId, NodeId[]>();
  for (const [node, opened] of open) {
    if (!opened) continue;
    const parent = view.parent(node);
    if (parent === null) continue;
    const siblings = byParent.get(parent);
    if (siblings === undefined) byParent.set(parent, [node]);
    else siblings.push(node);
  }
  return byParent;
}

/** The children of a long container that are rows of their own, by position. */
function openedPositions(
  view: Reading,
  parent: NodeId,
  openedIn: Map<NodeId, NodeId[]>,
  choices: Choices,
  count: number,
): [number, NodeId][] {
  const found: [number, NodeId][] = [];
  const opened = openedIn.get(parent) ?? [];
  if (opened.length > 0) {
    const all = view.type(parent) === 'array' ? null : view.children(parent);
    for (const child of opened) {
      const name = view.name(child);
      const position = all === null ? (typeof name === 'number' ? name : -1) : all.indexOf(child);
      // A node of another moment may be gone, or not there yet, in this one.
      if (position >= 0 && view.children(parent, position, position + 1)[0] === child)
        found.push([position, child]);
    }
  }
  const last = choices.newest ? view.children(parent, count - 1, count)[0] : undefined;
  if (last !== undefined && !choices.open.has(last) && isContainer(view, last)) found.push([count - 1, last]);
  return found.sort((a, b) => a[0] - b[0]);
}

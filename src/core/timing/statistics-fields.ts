import { nodesOf, type ArrivalNode, type ArrivalRun } from './blocks-run.ts';
import { summarise, type Summary } from './statistics.ts';

/**
 * One field over several runs. A field with several nodes in a run (`/steps/*`) is one row, with the first and the
 * last of each run beside the whole.
 */
export interface FieldRow {
  pattern: string;
  key: string;
  kind: ArrivalNode['kind'];
  /** In how many of how many runs it arrived: every number below is *given that it arrives*. */
  runs: number;
  of: number;
  /** Over all its nodes in all runs; `n` counts nodes. */
  opened: Summary;
  landed: Summary;
  /** From opening to landing. */
  took: Summary;
  /** The first and the last landing in each run; `n` counts runs. */
  first: Summary;
  last: Summary;
  /** Nodes in each run. */
  count: Summary;
  /** The part of generation (root's open to the closing brace) spent on it in each run, 0 to 1. */
  share: Summary;
  /** The landings behind `landed`, run by run, for a histogram or a test. */
  landings: number[];
}

interface Gathered {
  node: ArrivalNode;
  opened: number[];
  landings: number[];
  took: number[];
  first: number[];
  last: number[];
  count: number[];
  share: number[];
}

/** Rows in the order in which fields first arrive. `runs` must be of one provenance: see `statistics-series.ts`. */
export function fieldRows(runs: readonly ArrivalRun[]): FieldRow[] {
  const fields = new Map<string, Gathered>();
  for (const run of runs) gather(run, fields);
  const rows: FieldRow[] = [];
  for (const [pattern, field] of inDocumentOrder(fields)) {
    const opened = summarise(field.opened);
    const landed = summarise(field.landings);
    const took = summarise(field.took);
    const first = summarise(field.first);
    const last = summarise(field.last);
    const count = summarise(field.count);
    const share = summarise(field.share);
    if (!opened || !landed || !took || !first || !last || !count || !share) continue;
    const { key, kind } = field.node;
    rows.push({
      pattern,
      key: typeof key === 'number' ? '*' : (key ?? ''),
      kind,
      runs: field.first.length,
      of: runs.length,
      opened,
      landed,
      took,
      first,
      last,
      count,
      share,
      landings: field.landings,
    });
  }
  return rows;
}

function gather(run: ArrivalRun, fields: Map<string, Gathered>): void {
  const inRun = new Map<string, ArrivalNode[]>();
  for (const node of nodesOf(run.root)) {
    const nodes = inRun.get(node.pattern);
    if (nodes === undefined) inRun.set(node.pattern, [node]);
    else nodes.push(node);
  }
  const whole = run.end - (run.seed ?? run.root.tOpen);
  for (const [pattern, nodes] of inRun) {
    const [node] = nodes;
    if (node === undefined) continue;
    let field = fields.get(pattern);
    if (field === undefined) {
      field = { node, opened: [], landings: [], took: [], first: [], last: [], count: [], share: [] };
      fields.set(pattern, field);
    }
    let [first, last, took] = [Infinity, -Infinity, 0];
    for (const { tOpen, tLand } of nodes) {
      field.opened.push(tOpen);
      field.landings.push(tLand);
      field.took.push(tLand - tOpen);
      first = Math.min(first, tLand);
      last = Math.max(last, tLand);
      took += tLand - tOpen;
    }
    field.first.push(first);
    field.last.push(last);
    field.count.push(nodes.length);
    field.share.push(whole > 0 ? took / whole : 0);
  }
}

/** Parents before children: a field that only later runs have stands with its siblings, not at the end. */
function inDocumentOrder(fields: ReadonlyMap<string, Gathered>): [string, Gathered][] {
  const children = new Map<string, [string, Gathered][]>();
  for (const entry of fields) {
    const parent = entry[0] === '' ? null : entry[0].slice(0, entry[0].lastIndexOf('/'));
    if (parent === null) continue;
    const siblings = children.get(parent);
    if (siblings === undefined) children.set(parent, [entry]);
    else siblings.push(entry);
  }
  const root = fields.get('');
  const rows: [string, Gathered][] = [];
  const stack: [string, Gathered][] = root === undefined ? [] : [['', root]];
  for (let entry = stack.pop(); entry !== undefined; entry = stack.pop()) {
    rows.push(entry);
    stack.push(...(children.get(entry[0]) ?? []).toReversed());
  }
  return rows;
}

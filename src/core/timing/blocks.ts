import { arrivalOf, nodesOf, type ArrivalNode, type ArrivalRun } from './blocks-run.ts';

/**
 * A run cut into the steps that prediction moves about.
 *
 *     {"a":1,"b":{"c":2,"d":3},"e":4}
 *
 *     node   root   a     b     c     d     e        (pre-order: the order of arrival)
 *     time   |-----|-----|-----|-----|-----|
 *     step          s(a)  s(b)  s(c)  s(d)  s(e)
 *
 * The step of a node is the time from the arrival before it to its own. The block of a sibling (from the previous
 * sibling's close to its own) is the sum of the steps of its subtree, and a permutation of siblings is a permutation
 * of stretches of this list. So a predicted arrival is the root's open plus the steps that come before it in the new
 * order, which is the sum over blocks of the design taken at every depth at once.
 */
export interface Blocks {
  /** In pre-order; index 0 is the root. */
  nodes: ArrivalNode[];
  /** Milliseconds that each node's own text took; 0 for the root. */
  step: Float64Array;
  /** Index one past the last node of each subtree: the block of node i is the steps i to `after[i] - 1`. */
  after: Int32Array;
  /** Which stretch of time each step is a share of. Steps of one group came in one socket read. */
  group: Int32Array;
  /** How many steps each group has, and milliseconds that they share. */
  groupSize: Int32Array;
  groupTime: Float64Array;
  /**
   * When generation began: the root's seed. Where the seed shares its read with fields, earlier by the time that
   * their bytes took at the run's own pace, for before the first read lies waiting that no byte may be charged with.
   */
  start: number;
}

export type BlocksRefusal = 'no times' | 'not in one pass' | 'one read';
export type BlocksResult =
  | { ok: true; blocks: Blocks }
  | { ok: false; reason: BlocksRefusal; message: string };

/** Cuts a run into steps. O(nodes). */
export function blocksOf(run: ArrivalRun): BlocksResult {
  const nodes = nodesOf(run.root);
  const times = Float64Array.from(nodes, arrivalOf);
  // A stream may lack the root's seed; the first field's step is then unknown and counts nothing.
  if (run.seed === null) times[0] = times[1] ?? run.end;
  for (let i = 0; i < times.length; i++) {
    if (!Number.isFinite(at(times, i))) {
      return { ok: false, reason: 'no times', message: 'The run has no arrival times.' };
    }
    if (i > 0 && at(times, i) < at(times, i - 1)) {
      const message = `${nodes[i]?.pointer ?? ''} arrived before the field that stands in front of it: the document was not written in one pass.`;
      return { ok: false, reason: 'not in one pass', message };
    }
  }
  const first = at(times, 0);
  if (nodes.length > 2 && at(times, times.length - 1) === first) {
    return {
      ok: false,
      reason: 'one read',
      message: 'Everything came in one socket read, so no field has a time of its own.',
    };
  }
  const step = new Float64Array(nodes.length);
  const group = new Int32Array(nodes.length);
  const groupSize: number[] = [0];
  const groupTime: number[] = [0];
  let start = first;
  for (let i = 1; i < nodes.length;) {
    let end = i + 1;
    while (end < nodes.length && sameRead(nodes, times, i, end)) end++;
    const withSeed = run.seed !== null && sameRead(nodes, times, 0, i);
    const time = withSeed
      ? pace(nodes, times, end) * bytesOf(nodes, i, end)
      : at(times, i) - at(times, i - 1);
    if (withSeed) start = first - time;
    share(nodes, step, i, end, time);
    group.fill(groupSize.length, i, end);
    groupSize.push(end - i);
    groupTime.push(time);
    i = end;
  }
  return {
    ok: true,
    blocks: {
      nodes,
      step,
      after: subtreeEnds(nodes),
      group,
      groupSize: Int32Array.from(groupSize),
      groupTime: Float64Array.from(groupTime),
      start,
    },
  };
}

/** Operations of one read share one instant; where reads are not numbered, the instant alone tells. */
function sameRead(nodes: readonly ArrivalNode[], times: Float64Array, i: number, j: number): boolean {
  return at(times, i) === at(times, j) && nodes[i]?.read === nodes[j]?.read;
}

/** Milliseconds per byte of what came after index `from`, 0 where nothing did. */
function pace(nodes: readonly ArrivalNode[], times: Float64Array, from: number): number {
  const bytes = bytesOf(nodes, from, nodes.length);
  return bytes === 0 ? 0 : (at(times, times.length - 1) - at(times, 0)) / bytes;
}

function bytesOf(nodes: readonly ArrivalNode[], from: number, to: number): number {
  let bytes = 0;
  for (let i = from; i < to; i++) bytes += nodes[i]?.bytes ?? 0;
  return bytes;
}

function share(
  nodes: readonly ArrivalNode[],
  step: Float64Array,
  from: number,
  to: number,
  time: number,
): void {
  const bytes = bytesOf(nodes, from, to);
  for (let i = from; i < to; i++) {
    step[i] = bytes === 0 ? time / (to - from) : (time * (nodes[i]?.bytes ?? 0)) / bytes;
  }
}

/** Pre-order turned round: a node's subtree ends where its last child's does. */
function subtreeEnds(nodes: readonly ArrivalNode[]): Int32Array {
  const after = new Int32Array(nodes.length);
  const index = new Map(nodes.map((node, i) => [node, i]));
  for (let i = nodes.length - 1; i >= 0; i--) {
    const last = nodes[i]?.children.at(-1);
    after[i] = last === undefined ? i + 1 : at(after, index.get(last) ?? i);
  }
  return after;
}

/** Reads a typed array inside its bounds, where the compiler cannot know that. */
export function at(list: Float64Array | Int32Array, index: number): number {
  return list[index] ?? 0;
}

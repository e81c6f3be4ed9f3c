import { at, blocksOf, type Blocks, type BlocksRefusal } from './blocks.ts';
import { arrivalOf, type ArrivalNode, type ArrivalRun } from './blocks-run.ts';
import { arrange, asDeclared, type Orders } from './predict-order.ts';

export type PredictionRefusal =
  | BlocksRefusal
  | 'synthetic times'
  | 'cached'
  | 'no root seed'
  | 'order not declared';
export type PredictionWarning = 'no root seed' | 'order not declared' | 'incomplete';

/** Why nothing can be predicted, or what to keep in mind: `kind` for programs, `message` for people. */
export interface Note<Kind extends string> {
  kind: Kind;
  message: string;
  /** Where in the document; empty for the run as a whole. */
  pointer: string;
}

export type RunPrediction =
  /** `run`: the same document with predicted times, each node with its `plusMinus`. `moved`: pointers of the nodes
   * whose prediction is more than their measurement, because something in front of them changed. */
  | { ok: true; run: ArrivalRun; moved: ReadonlySet<string>; warnings: Note<PredictionWarning>[] }
  | { ok: false; refusal: Note<PredictionRefusal> };

/**
 * What a run would have been with its siblings in other orders: `blocks.ts` has the model, `predict-assumptions.ts`
 * what it takes for granted. O(nodes).
 *
 * 1. With nothing reordered, every time is the measured one.
 * 2. A node that nothing was moved past keeps its measured time, exactly (±0).
 * 3. The whole keeps its length: a permutation of blocks has the sum that it had.
 * 4. Arrivals never go backwards in the new order.
 */
export function predictRun(run: ArrivalRun, orders: Orders): RunPrediction {
  const refusal = refusalOf(run);
  if (refusal !== null) return { ok: false, refusal };
  const cut = blocksOf(run);
  if (!cut.ok) return { ok: false, refusal: { kind: cut.reason, message: cut.message, pointer: '' } };
  const warnings: Note<PredictionWarning>[] = [];
  const checks = checkMoves(run, cut.blocks.nodes, orders, warnings);
  if (checks !== null) return { ok: false, refusal: checks };
  const { times, plusMinus } = walk(run, cut.blocks, orders);
  const moved = new Set<string>();
  const root = rebuild(run, cut.blocks, orders, times, plusMinus, moved);
  return { ok: true, run: { ...run, root }, moved, warnings };
}

function refusalOf({ provenance }: ArrivalRun): Note<PredictionRefusal> | null {
  if (provenance === 'synthetic') {
    const message = 'The times of this run were invented; they predict nothing.';
    return { kind: 'synthetic times', message, pointer: '' };
  }
  if (provenance === 'cached') {
    const message = 'This answer came at once; its times are not those of generation.';
    return { kind: 'cached', message, pointer: '' };
  }
  return null;
}

function checkMoves(
  run: ArrivalRun,
  nodes: readonly ArrivalNode[],
  orders: Orders,
  warnings: Note<PredictionWarning>[],
): Note<PredictionRefusal> | null {
  for (const node of nodes) {
    const children = arrange(node, orders);
    const permuted = children !== node.children;
    if (!asDeclared(node)) {
      const where = node.pointer === '' ? 'the document' : node.pointer;
      const message = `The fields of ${where} did not arrive in the declared order: the server sorts them its own way`;
      if (permuted) {
        return {
          kind: 'order not declared',
          message: `${message}, so another order may change nothing.`,
          pointer: node.pointer,
        };
      }
      warnings.push({ kind: 'order not declared', message: `${message}.`, pointer: node.pointer });
    }
    if (node === run.root && run.seed === null) {
      const message =
        'The stream had no root seed, so the first field cannot be told from the wait before it';
      if (permuted && children[0] !== node.children[0]) {
        return {
          kind: 'no root seed',
          message: `${message}; keep it first to predict the rest.`,
          pointer: '',
        };
      }
      warnings.push({ kind: 'no root seed', message: `${message}.`, pointer: '' });
    }
  }
  if (!run.complete) {
    const message = 'The stream broke off: what had not come yet is not in the prediction.';
    warnings.push({ kind: 'incomplete', message, pointer: '' });
  }
  return null;
}

/**
 * Walks the nodes in their new order and adds up their steps. The steps that a socket read shares are known only
 * together: while some but not all of a group lie behind us, what they took is anything from nothing to the whole,
 * and that is the ±. A group that lies behind us whole has no uncertainty left.
 */
function walk(
  run: ArrivalRun,
  blocks: Blocks,
  orders: Orders,
): { times: Float64Array; plusMinus: Float64Array } {
  const times = new Float64Array(blocks.nodes.length);
  const plusMinus = new Float64Array(blocks.nodes.length);
  const passed = new Int32Array(blocks.groupSize.length);
  const charged = new Float64Array(blocks.groupSize.length);
  let [elapsed, low, high, latest, count, highest] = [0, 0, 0, -Infinity, 0, 0];
  for (const { index } of inOrder(blocks, orders)) {
    const group = at(blocks.group, index);
    const size = at(blocks.groupSize, group);
    const whole = at(blocks.groupTime, group);
    if (size > 1) {
      const open = at(passed, group) > 0;
      const before = at(charged, group);
      const now = before + at(blocks.step, index);
      passed[group] = at(passed, group) + 1;
      charged[group] = now;
      const closed = at(passed, group) === size;
      low += (closed ? 0 : now) - (open ? before : 0);
      high += (closed ? 0 : whole - now) - (open ? whole - before : 0);
    }
    elapsed += at(blocks.step, index);
    count++;
    highest = Math.max(highest, index);
    const node = blocks.nodes[index];
    // Everything in front of it is what was in front of it: it lands when it landed.
    const unmoved = node !== undefined && highest === index && count === index + 1;
    const measured =
      node === undefined ? 0 : index === 0 && run.seed === null ? blocks.start : arrivalOf(node);
    // To the nanosecond: sums of steps differ from the times they came from in their last bits.
    latest = Math.max(latest, unmoved ? measured : Math.round((blocks.start + elapsed) * 1e6) / 1e6);
    times[index] = latest;
    plusMinus[index] = unmoved ? 0 : Math.max(0, low, high);
  }
  return { times, plusMinus };
}

/** Indices of the nodes in the order in which they would arrive. */
function* inOrder(blocks: Blocks, orders: Orders): Generator<{ index: number }> {
  const index = new Map(blocks.nodes.map((node, i) => [node, i]));
  const stack = blocks.nodes.slice(0, 1);
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    yield { index: index.get(node) ?? 0 };
    stack.push(...arrange(node, orders).toReversed());
  }
}

/** The tree again, with new times and its objects in the new order. From the last node back: children come first. */
function rebuild(
  run: ArrivalRun,
  blocks: Blocks,
  orders: Orders,
  times: Float64Array,
  plusMinus: Float64Array,
  moved: Set<string>,
): ArrivalNode {
  const index = new Map(blocks.nodes.map((node, i) => [node, i]));
  const built = new Map<ArrivalNode, ArrivalNode>();
  const closes = Float64Array.from(times);
  const closeDoubt = Float64Array.from(plusMinus);
  for (let i = blocks.nodes.length - 1; i >= 0; i--) {
    const node = blocks.nodes[i];
    if (node === undefined) continue;
    const arranged = arrange(node, orders);
    const own = at(times, i);
    let close = own;
    let doubt = at(plusMinus, i);
    const children = arranged.flatMap((child) => {
      const place = index.get(child) ?? 0;
      const open = child.kind === 'leaf' ? close : at(times, place);
      [close, doubt] = [at(closes, place), at(closeDoubt, place)];
      const made = built.get(child);
      return made === undefined ? [] : [made.kind === 'leaf' ? { ...made, tOpen: open } : made];
    });
    closes[i] = close;
    closeDoubt[i] = doubt;
    const isRoot = node === run.root;
    const tLand = isRoot ? node.tLand : close;
    const tOpen = isRoot && run.seed === null ? node.tOpen : own;
    const off = isRoot ? 0 : node.kind === 'leaf' ? at(plusMinus, i) : Math.max(at(plusMinus, i), doubt);
    // A stream without predicted change keeps the very numbers it had, not sums that differ in the last bit.
    if (Math.abs(tLand - node.tLand) > 1e-9 || Math.abs(own - arrivalOf(node)) > 1e-9)
      moved.add(node.pointer);
    built.set(node, { ...node, tOpen, tLand, children, plusMinus: off });
  }
  return built.get(run.root) ?? run.root;
}

import { type ArrivalNode, type ArrivalRun, openPath } from '../../../core/timing/blocks-run.ts';
import type { Gate } from '../../../core/timing/gates.ts';
import type { Orders } from '../../../core/timing/predict-order.ts';
import { predictRun } from '../../../core/timing/predict.ts';
import { schedule } from '../../../core/timing/schedule.ts';
import type { Answer } from '../../../core/timing/schedule-play.ts';
import { formatWhole } from '../rows/format.ts';
import { lastToken } from '../rows/pattern.ts';
import { shorten } from './stage-text.ts';

/** Columns; a generated schema may have names as long as a line. */
const LONGEST_NAME = 28;

/** The one thing that the audience is to watch for: the field that downstream work waits for. */
export interface Key {
  /** Of the root: `intent`. */
  field: string;
  /** The gate that opens with it, where the draft names one. */
  gate: string | null;
  /** Milliseconds at which it lands or opens. */
  at: number;
}

/** The same answer in another order, on the same clock. */
export interface OtherOrder {
  run: ArrivalRun;
  source: ArrivalRun['provenance'] | 'predicted';
  /** `reply first`. */
  title: string;
  key: Key | null;
}

/** The field to watch: that of the first gate that opens, or else the first that lands. */
export function keyOf(run: ArrivalRun, gates: readonly Gate[], answers: readonly Answer[] = []): Key | null {
  const open = openPath(run);
  const opened = schedule(gates, run, answers).gates.filter(
    (gate) =>
      gate.opens !== null && !gate.jobs.some((job) => job.opens === gate.opens && open.has(job.pointer)),
  );
  const first = opened.toSorted((a, b) => (a.opens ?? 0) - (b.opens ?? 0))[0];
  const job = first?.jobs.find(({ opens }) => opens === first.opens);
  if (first !== undefined && job !== undefined) {
    return { field: topToken(job.pointer), gate: first.name, at: first.opens ?? job.opens };
  }
  const node = firstLeaf(run.root);
  return node === null ? null : { field: topToken(node.pointer), gate: null, at: node.tLand };
}

/** The same thing in another run: its gate's opening, or the landing of its field. */
export function sameKey(
  run: ArrivalRun,
  key: Key,
  gates: readonly Gate[],
  answers: readonly Answer[],
): Key | null {
  if (key.gate !== null) {
    const gate = schedule(gates, run, answers).gates.find(({ name }) => name === key.gate);
    return gate === undefined || gate.opens === null ? null : { ...key, at: gate.opens };
  }
  const node = run.root.children.find((child) => child.key === key.field);
  const leaf = node === undefined ? null : (firstLeaf(node) ?? node);
  return leaf === null ? null : { ...key, at: leaf.tLand };
}

export type Prediction = { ok: true; other: OtherOrder } | { ok: false; why: string };

/**
 * The other order to set beside a run: the longest field moved to the front of the key, or, where it is there already,
 * the key moved to the front of everything. A prediction, with what refuses it.
 */
export function predictOther(
  run: ArrivalRun,
  key: Key,
  gates: readonly Gate[],
  answers: readonly Answer[] = [],
): Prediction {
  const names = run.root.children.map((child) => String(child.key));
  if (run.root.kind !== 'object' || names.length < 2) {
    return { ok: false, why: 'The answer has one field, so there is no other order.' };
  }
  const at = names.indexOf(key.field);
  const long = longest(run.root, key.field);
  const first = names.indexOf(long) > at ? long : key.field;
  if (names[0] === first) return { ok: false, why: 'No other order would change when it lands.' };
  const orders: Orders = new Map([['', [first, ...names.filter((name) => name !== first)]]]);
  const predicted = predictRun(run, orders);
  if (!predicted.ok) return { ok: false, why: predicted.refusal.message };
  const other = predicted.run;
  return {
    ok: true,
    other: {
      run: other,
      source: 'predicted',
      title: firstTitle(first),
      key: sameKey(other, key, gates, answers),
    },
  };
}

/** `intent first`, as a name for the order that a run came in. */
export function orderTitle(run: ArrivalRun): string {
  const first = run.root.children[0]?.key;
  return first === undefined ? 'as it came' : firstTitle(String(first));
}

/** What sets a run beside another one apart from it: its order, or else its model, or nothing that has a name. */
export function besideTitle(
  run: ArrivalRun,
  other: ArrivalRun,
  model: string | undefined,
  otherModel: string | undefined,
): string {
  if (keysOf(run) !== keysOf(other)) return orderTitle(other);
  return otherModel !== undefined && otherModel !== model ? shorten(otherModel, LONGEST_NAME) : 'another run';
}

function keysOf({ root }: ArrivalRun): string {
  return JSON.stringify(root.children.map((child) => child.key));
}

function firstTitle(name: string): string {
  return `${shorten(name, LONGEST_NAME)} first`;
}

/** What is watched for, in words: the gate, or the field itself. */
export function keyTitle({ gate, field }: Key): string {
  return shorten(gate ?? field, LONGEST_NAME);
}

/** `intent after 249 ms, 1,040 ms sooner than with reply first (predicted)`. */
export function sentence(key: Key, end: number, other: OtherOrder | null): string {
  const what = `${keyTitle(key)} after ${formatWhole(key.at)} ms`;
  if (other === null || other.key === null) {
    const ahead = Math.max(0, end - key.at);
    return `${what}, ${formatWhole(ahead)} ms before the closing brace.`;
  }
  const ms = other.key.at - key.at;
  const marked = other.source === 'predicted' ? ' (predicted)' : '';
  if (Math.abs(ms) < 0.5) return `${what}, the same as with ${other.title}${marked}.`;
  const word = ms > 0 ? 'sooner' : 'later';
  return `${what}, ${formatWhole(Math.abs(ms))} ms ${word} than with ${other.title}${marked}.`;
}

function topToken(pointer: string): string {
  const second = pointer.indexOf('/', 1);
  return lastToken(second < 0 ? pointer : pointer.slice(0, second));
}

function firstLeaf(node: ArrivalNode): ArrivalNode | null {
  if (node.kind === 'leaf') return node;
  for (const child of node.children) {
    const leaf = firstLeaf(child);
    if (leaf !== null) return leaf;
  }
  return null;
}

/** The sibling that took longest to write, the key itself left out. */
function longest(root: ArrivalNode, key: string): string {
  let best = { name: '', took: -1 };
  let open = root.tOpen;
  for (const child of root.children) {
    const took = child.tLand - open;
    if (child.key !== key && took > best.took) best = { name: String(child.key), took };
    open = child.tLand;
  }
  return best.name;
}

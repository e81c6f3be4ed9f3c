import type { RunRecord } from '../../core/run/record.ts';
import { parseSchema } from '../../core/schema/parse.ts';
import type { SchemaTree } from '../../core/schema/tree.ts';
import { arrivalTree, type ArrivalTreeResult, declaredOrder } from '../../core/timing/blocks-adapter.ts';
import { isGrowing } from './growing.ts';

/** Beyond this many operations the lab keeps out: at 1 to 2 µs an operation, a tree of the run would be a long task. */
const MOST_OPS = 50_000;

/** Of a run that still grows less, 10 to 20 ms at once: its tree is made again and again, for at most this part of the time. */
const MOST_GROWING_OPS = 5_000;
const GROWING_PART = 1 / 20;

interface Known {
  length: number;
  growing: boolean;
  /** When it may be made again, on `performance.now()`'s clock. */
  next: number;
  result: ArrivalsResult;
}

const known = new WeakMap<RunRecord, Known>();

export type ArrivalsResult = ArrivalTreeResult | { ok: false; reason: 'too large'; message: string };

/**
 * The run as the lab takes it, as far as it has come. Worked out once for each length of the record; while it grows it
 * may be a moment behind.
 */
export function arrivalsOf(record: RunRecord): ArrivalsResult {
  const { length } = record.log;
  const growing = isGrowing(record);
  const cached = known.get(record);
  if (cached !== undefined && cached.length === length && cached.growing === growing) return cached.result;
  const start = performance.now();
  if (cached !== undefined && growing && start < cached.next) return cached.result;
  const result = read(record, growing);
  const now = performance.now();
  known.set(record, { length, growing, next: now + (now - start) / GROWING_PART, result });
  return result;
}

function read(record: RunRecord, growing: boolean): ArrivalsResult {
  if (record.ops > MOST_OPS) {
    return { ok: false, reason: 'too large', message: `The lab takes runs of up to ${counted(MOST_OPS)}.` };
  }
  if (growing && record.ops > MOST_GROWING_OPS) {
    const message = `The lab follows a run for ${counted(MOST_GROWING_OPS)}, and goes on when all of it is here.`;
    return { ok: false, reason: 'too large', message };
  }
  const tree = treeOf(record.header?.schema ?? '');
  const declared = tree === null ? undefined : declaredOrder(tree);
  return arrivalTree(record, record.history.at(record.log.length - 1), declared);
}

function counted(ops: number): string {
  return `${ops.toLocaleString('en-US')} operations`;
}

let parsed: readonly { text: string; tree: SchemaTree | null }[] = [];

/** What was read of the last schemas is kept: at most two are on screen, side by side. */
export function treeOf(text: string): SchemaTree | null {
  const known = parsed.find((one) => one.text === text);
  if (known !== undefined) return known.tree;
  const result = parseSchema(text);
  const tree = result.ok ? result.schema : null;
  parsed = [{ text, tree }, ...parsed.slice(0, 1)];
  return tree;
}

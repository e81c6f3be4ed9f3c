import type { CaptureHeader } from '../../core/capture/header.ts';
import type { RunRecord } from '../../core/run/record.ts';
import { timesSource } from '../../core/run/times-source.ts';
import { fieldsOf } from '../../core/schema/fields.ts';
import { type Orders, siblingsOf, wantedOrders } from '../../core/schema/sibling-orders.ts';
import { type Expected, expectFrom } from '../../core/timing/expect.ts';
import { treeOf } from './arrivals.ts';
import { useRun } from './run.ts';
import { countedOf, keyOf, questionOf, type Series, useSeries } from './series.ts';

interface Known {
  header: CaptureHeader | null;
  all: ReadonlyMap<string, Series>;
  expected: Expected | null;
}

const known = new WeakMap<RunRecord, Known>();

/**
 * What is expected of a run: from the other runs of its series, or else from those that were asked the same with the
 * fields in another order. Null where there are none, or their times are of another source. Worked out when the run is
 * first looked at, and again when other runs have been counted.
 */
export function expectedOf(record: RunRecord): Expected | null {
  const { all } = useSeries.getState();
  // A live run's own header comes with the first byte; what was asked is known before.
  const header = record.header ?? useRun.getState().opened?.header ?? null;
  const cached = known.get(record);
  if (cached?.all === all && cached.header === header) return cached.expected;
  const expected = lookUp(header, all);
  known.set(record, { header, all, expected });
  return expected;
}

function lookUp(header: CaptureHeader | null, all: ReadonlyMap<string, Series>): Expected | null {
  const [key, question, schema] = [keyOf(header), questionOf(header), header?.schema];
  if (key === null || question === null || schema === undefined) return null;
  // A pause of the reading cannot be foreseen.
  const source = timesSource({ header, pause: -1 });
  const alike = [...all.values()].filter((series) => series.question === question && series.key !== key);
  for (const series of [all.get(key), ...alike.toReversed()]) {
    if (series === undefined) continue;
    const runs = countedOf(series).runs.filter((run) => run.id !== header?.id && run.provenance === source);
    const orders = runs.length === 0 ? null : ordersBetween(series.schema, schema);
    const expected = orders === null ? null : expectFrom(runs, orders);
    if (expected !== null) return expected;
  }
  return null;
}

/** In what order the second schema has the fields of the first; null where its fields are others. */
function ordersBetween(ran: string, asked: string): Orders | null {
  if (ran === asked) return new Map();
  const [before, after] = [ran, asked].map((text) => {
    const tree = treeOf(text);
    return tree === null ? [] : fieldsOf(tree);
  });
  const patterns = new Set(after?.map(({ pattern }) => pattern));
  if (before === undefined || after === undefined || before.length !== after.length) return null;
  if (!before.every(({ pattern }) => patterns.has(pattern))) return null;
  return wantedOrders(siblingsOf(before), siblingsOf(after), new Map());
}

import { parseArgs } from 'node:util';
import { DATA_SETS, type DataSet } from './data-sets.ts';
import { measureFold, type FoldResult } from './fold.ts';

const { values } = parseArgs({
  options: { json: { type: 'boolean' }, smoke: { type: 'boolean' }, runs: { type: 'string', default: '5' } },
});

/** Sizes in operations; the smoke test only shows that everything runs. */
const SIZES: Record<DataSet, number[]> = values.smoke
  ? { items: [1_000], prose: [10_000], deep: [1_000], edits: [1_000] }
  : {
      items: [10_000, 100_000, 1_000_000],
      prose: [100_000],
      deep: [10_000, 100_000],
      edits: [10_000, 100_000, 1_000_000],
    };
const runs = values.smoke ? 1 : Math.max(1, Number(values.runs));

const results: FoldResult[] = [];
if (!values.json)
  console.log(row(['set', 'ops', 'JSON.parse', 'fold', 'ratio', 'ns/op', 'heap/op', '60 rows p50', 'p99']));
for (const set of DATA_SETS) {
  for (const size of SIZES[set]) {
    const result = measureFold(set, size, runs);
    results.push(result);
    if (!values.json) print(result);
  }
}
if (values.json) console.log(JSON.stringify({ node: process.version, runs, fold: results }));

function print(r: FoldResult): void {
  console.log(
    row([
      r.set,
      r.ops.toLocaleString('en'),
      ms(r.parseMs),
      ms(r.foldMs),
      `${r.ratio.toFixed(2)} ×`,
      r.nsPerOp.toFixed(0),
      `${r.heapPerOp.toFixed(0)} B`,
      ms(r.moment.p50),
      ms(r.moment.p99),
    ]),
  );
  for (const peer of r.peers) console.log(`    ${peer.name}: ${ms(peer.ms)}`);
}

function row(cells: string[]): string {
  return cells.map((cell, i) => (i === 0 ? cell.padEnd(8) : cell.padStart(12))).join('');
}

function ms(n: number): string {
  return `${n.toFixed(n < 10 ? 3 : 1)} ms`;
}

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { library as libraryOf } from '../src/main/library/library.ts';
import { quantile } from './measure.ts';
import type { Measure, Row } from './report.ts';

const CAPTURES = 5000;

/**
 * A folder of captures: listed for the first time, listed again, and the longest that one turn of the loop kept the
 * thread. That one is in time of the processor, since a turn also lasts while others have it.
 */
export const library: Measure = {
  title: `A library of ${CAPTURES} captures`,
  async rows({ smoke, runs }) {
    const captures = smoke ? 50 : CAPTURES;
    const all: { first: number; again: number; longest: number }[] = [];
    for (let run = 0; run < runs; run++) all.push(await one(captures));
    const median = (of: 'first' | 'again' | 'longest'): number =>
      quantile(
        all.map((each) => each[of]),
        0.5,
      );
    const rows: Row[] = [
      { what: 'first list, without an index', value: median('first'), unit: 'ms' },
      { what: 'list again', value: median('again'), unit: 'ms' },
      { what: 'longest turn meanwhile, time of the processor', value: median('longest'), unit: 'ms' },
    ];
    return rows;
  },
};

async function one(captures: number): Promise<{ first: number; again: number; longest: number }> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'landfall-bench-library-'));
  const folder = join(dataFolder, 'captures');
  mkdirSync(folder);
  for (let i = 0; i < captures; i++) writeFileSync(join(folder, `${i}.patchcap.ndjson`), capture(i));
  const library = libraryOf({ dataFolder, check: () => ({ state: 'valid' }), onChange: () => {} });
  const turns = longestTurn();
  const first = await timed(() => library.list());
  const again = await timed(() => library.list());
  const longest = turns();
  library.close();
  rmSync(dataFolder, { recursive: true });
  return { first, again, longest };
}

async function timed(act: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await act();
  return performance.now() - start;
}

/** Watches the loop until it is asked. */
function longestTurn(): () => number {
  let longest = 0;
  let last = threadTime();
  let over = false;
  function turn(): void {
    const now = threadTime();
    longest = Math.max(longest, now - last);
    last = now;
    if (!over) setImmediate(turn);
  }
  turn();
  return () => {
    over = true;
    return longest;
  };
}

function threadTime(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

function capture(i: number): string {
  const schema = JSON.stringify({ title: 'Ticket', type: 'object', properties: { a: { type: 'string' } } });
  const wall = new Date(Date.UTC(2026, 0, 1, i)).toISOString();
  return `${JSON.stringify({ $: 'patchcap', v: 1, wall, label: `run ${i}`, schema })}
{"op":"add","path":"","value":{},"t":5.000,"c":1}
{"op":"add","path":"/a","value":"${i}","t":6.000,"c":2}
{"$":"end","t":9.000,"reason":"eof","ops":2}
`;
}

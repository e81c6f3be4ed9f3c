import type { Measure, Row } from './report.ts';
import { benchText, type TextRow } from './text.ts';

/** Peers that read each character once; the others are quadratic, and beside them at the smallest size alone. */
const LINEAR = ['@streamparser/json', 'jsonriver'];
const OURS = 'landfall: operations';

/** JSON text in pieces of four characters to operations. */
export const text: Measure = {
  title: 'JSON text in 4-character pieces → operations',
  async rows({ smoke }) {
    const told = await benchText(smoke);
    const sizes = [...new Set(told.map(({ size }) => size))];
    const time = (size: number, name: string): number => find(told, size, name)?.ms ?? Number.NaN;
    const rows: Row[] = told.map(({ size, name, ms }) => ({
      what: `${kilo(size)}: ${name}`,
      value: ms,
      unit: 'ms',
    }));
    for (const size of sizes) {
      const fastest = Math.min(...LINEAR.map((name) => time(size, name)));
      rows.push({
        what: `${kilo(size)}: ours ÷ the fastest peer`,
        value: time(size, OURS) / fastest,
        unit: '×',
        target: { most: 1 },
      });
    }
    const [smallest = 1, largest = 1] = [sizes[0], sizes.at(-1)];
    rows.push({
      what: 'ours: time per character, largest ÷ smallest',
      value: time(largest, OURS) / largest / (time(smallest, OURS) / smallest),
      unit: '×',
      target: { most: 1.5 },
    });
    return rows;
  },
};

function find(rows: readonly TextRow[], size: number, name: string): TextRow | undefined {
  return rows.find((row) => row.size === size && row.name === name);
}

function kilo(size: number): string {
  return `${Math.round(size / 1000).toLocaleString('en')} kB`;
}

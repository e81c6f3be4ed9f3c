import { cpus, loadavg } from 'node:os';

/** One figure. A target is what design.md, "How fast", asks of it. */
export interface Row {
  what: string;
  value: number;
  unit: Unit;
  target?: { most: number } | { least: number };
}

export type Unit = 'ms' | 'ns' | '×' | 'B' | 'kB' | '%' | 'ops';

export interface Options {
  /** Small sizes, once, without warming up: that everything runs, not how fast. */
  smoke: boolean;
  /** How often each thing is timed; the median is told. */
  runs: number;
}

/** One line of the table in the design, or one part of it. */
export interface Measure {
  title: string;
  rows(options: Options): Row[] | Promise<Row[]>;
}

export function isMet({ value, target }: Row): boolean | null {
  if (target === undefined) return null;
  return 'most' in target ? value <= target.most : value >= target.least;
}

/** What the figures depend on. The load says whether the machine had anything else to do. */
export interface Machine {
  cpu: string;
  cores: number;
  node: string;
  /** Null until a measure has started one. */
  chromium: string | null;
  load: number;
}

let chromium: string | null = null;

/** Notes which browser the figures come from. */
export function tellBrowser(version: string): void {
  chromium = version;
}

export function machine(): Machine {
  const all = cpus();
  return {
    cpu: all[0]?.model ?? 'unknown',
    cores: all.length,
    node: process.version,
    chromium,
    load: Math.round((loadavg()[0] ?? 0) * 10) / 10,
  };
}

export function printMeasure(title: string, rows: readonly Row[]): void {
  console.log(`\n${title}`);
  for (const row of rows) {
    const met = isMet(row);
    const mark = met === null ? ' ' : met ? '✓' : '✗';
    console.log(`  ${mark} ${row.what.padEnd(66)} ${show(row.value, row.unit).padStart(12)}  ${goal(row)}`);
  }
}

/** The same as a section of `docs/performance.md`. */
export function printMarkdown(title: string, rows: readonly Row[]): void {
  console.log(`\n### ${title}\n\n|  | measured | target |  |\n| --- | --- | --- | --- |`);
  for (const row of rows) {
    const met = isMet(row);
    const word = met === null ? '' : met ? 'met' : 'missed';
    console.log(`| ${row.what} | ${show(row.value, row.unit)} | ${goal(row)} | ${word} |`);
  }
}

function goal({ target, unit }: Row): string {
  if (target === undefined) return '';
  return 'most' in target ? `≤ ${show(target.most, unit)}` : `≥ ${show(target.least, unit)}`;
}

function show(value: number, unit: Unit): string {
  const digits = unit === 'ops' || unit === 'B' || unit === 'ns' || Math.abs(value) >= 100 ? 0 : 2;
  return `${value.toLocaleString('en', { maximumFractionDigits: Math.abs(value) < 1 ? 3 : digits })} ${unit}`;
}

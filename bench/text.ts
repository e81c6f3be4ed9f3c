import { JSONParser } from '@streamparser/json';
import { parsePartialJson } from 'ai';
import { parse as riverParse } from 'jsonriver';
import { parse as partialParse } from 'partial-json';
import { TextEvents } from '../src/core/json/text-events.ts';
import { TextToOps } from '../src/core/json/text-to-ops.ts';
import type { TextPlace } from '../src/core/json/text-sink.ts';
import type { Operation } from '../src/core/patch/operation.ts';
import { inPieces, itemsText } from './text-data.ts';

/** Pieces of about the length of a token. */
const PIECE = 4;
const SIZES = [36_000, 283_000, 1_400_000];
/** Parsers that read everything again at each piece take seconds at this size, and minutes at the next. */
const QUADRATIC_LIMIT = 36_000;
const WARM_MS = 500;
const RUNS = 15;

export interface TextRow {
  /** Characters of JSON text, in pieces of four. */
  size: number;
  name: string;
  /** Median over the runs, in milliseconds. */
  ms: number;
  runs: number;
}

type Reader = {
  name: string;
  quadratic?: true;
  read(pieces: string[], text: string): number | Promise<number>;
};

/** What is measured: each reader gets the same pieces, and answers how many values it told. */
const readers: Reader[] = [
  { name: 'landfall: operations', read: readOperations },
  { name: 'landfall: events with their text, growth, closes', read: readEvents },
  { name: '@streamparser/json', read: readStreamparser },
  { name: 'jsonriver', read: readRiver },
  { name: 'partial-json', quadratic: true, read: readPartial },
  { name: 'AI SDK parsePartialJson', quadratic: true, read: readAiSdk },
  { name: 'JSON.parse once, whole', read: (_pieces, text) => Object.keys(JSON.parse(text) as object).length },
];

/** `smoke` runs everything once, on a small text: that it works, not how fast it is. */
export async function benchText(smoke = false): Promise<TextRow[]> {
  const rows: TextRow[] = [];
  for (const size of smoke ? [3_600] : SIZES) {
    const text = itemsText(size);
    const pieces = inPieces(text, PIECE);
    const entries = readers
      .filter(({ quadratic }) => quadratic !== true || size <= QUADRATIC_LIMIT)
      .map((reader) => ({
        reader,
        runs: smoke || reader.quadratic === true ? 1 : RUNS,
        times: [] as number[],
      }));
    for (const { reader, runs } of entries) {
      // By time, not by count: a small text needs many readings before the engine has compiled for them.
      const warm = performance.now() + (runs === 1 ? 0 : WARM_MS);
      while (performance.now() < warm) await reader.read(pieces, text);
    }
    // In turn, so that what else the machine does falls on all of them alike.
    for (let run = 0; run < RUNS; run++) {
      for (const { reader, runs, times } of entries) {
        if (run < runs) times.push(await time(() => reader.read(pieces, text)));
      }
    }
    for (const { reader, runs, times } of entries) {
      times.sort((a, b) => a - b);
      rows.push({ size: text.length, name: reader.name, ms: times[runs >> 1] ?? 0, runs });
    }
  }
  return rows;
}

async function time(read: () => number | Promise<number>): Promise<number> {
  const started = performance.now();
  const told = await read();
  const ms = performance.now() - started;
  if (told === 0) throw new Error('a reader told nothing');
  return ms;
}

function readOperations(pieces: string[]): number {
  const ops: Operation[] = [];
  const parser = new TextToOps({
    open: (type: 'object' | 'array', at: TextPlace) =>
      ops.push({ op: 'add', path: at.pointer, value: type === 'array' ? [] : {} }),
    grow: () => {},
    leaf: (value, _source, at) => ops.push({ op: 'add', path: at.pointer, value }),
    close: () => {},
    problem: ({ message }) => {
      throw new Error(message);
    },
  });
  for (const piece of pieces) parser.push(piece);
  parser.end();
  return ops.length;
}

function readEvents(pieces: string[]): number {
  const reader = new TextEvents();
  let told = 0;
  for (const piece of pieces) told += reader.push(piece).length;
  return told + reader.end().length;
}

/** Told of every value with its key, parent and stack: the nearest it has to operations. */
function readStreamparser(pieces: string[]): number {
  let told = 0;
  const parser = new JSONParser();
  parser.onValue = () => {
    told++;
  };
  for (const piece of pieces) parser.write(piece);
  return told;
}

async function readRiver(pieces: string[]): Promise<number> {
  let told = 0;
  for await (const value of riverParse(stream(pieces))) told += value === undefined ? 0 : 1;
  return told;
}

async function* stream(pieces: string[]): AsyncGenerator<string> {
  yield* pieces;
}

function readPartial(pieces: string[]): number {
  let text = '';
  let told = 0;
  for (const piece of pieces) {
    text += piece;
    if (partialParse(text) !== undefined) told++;
  }
  return told;
}

async function readAiSdk(pieces: string[]): Promise<number> {
  let text = '';
  let told = 0;
  for (const piece of pieces) {
    text += piece;
    if ((await parsePartialJson(text)).value !== undefined) told++;
  }
  return told;
}

if (import.meta.main) {
  const rows = await benchText(process.argv.includes('--smoke'));
  if (process.argv.includes('--json')) console.log(JSON.stringify({ text: rows }));
  else
    for (const { size, name, ms, runs } of rows)
      console.log(`${size}\t${ms.toFixed(2)} ms\t${name} (${runs})`);
}

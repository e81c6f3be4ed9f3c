import { stat } from 'node:fs/promises';
import { basename } from 'node:path';

import { isHeaderLine } from '../../core/capture/capture-reader.ts';
import { createImporter, type Importer, type ImporterOptions } from '../../core/capture/import.ts';
import { importFormats } from '../../core/capture/importers/table.ts';
import { isProtocolId, PROTOCOL_IDS } from '../../core/protocols/table.ts';
import { RunRecord } from '../../core/run/record.ts';
import type { Arguments } from './arguments.ts';
import { type CliIo, Failure, UsageError } from './io.ts';
import { progressOf, shareOf } from './progress.ts';
import { fileBytes } from './read-file.ts';

export interface LoadedRun {
  record: RunRecord;
  /** False where the file is no capture: its end was then made up by the importer. */
  ours: boolean;
}

/** Reads the n-th run of a file, from 1, and notes what a person should know about the file. */
export async function loadRun(
  io: CliIo,
  path: string,
  wanted: number | undefined,
  options: ImporterOptions = {},
): Promise<LoadedRun> {
  const number = wanted ?? 1;
  if (!Number.isInteger(number) || number < 1) throw new UsageError('--run must be a whole number from 1');
  const record = new RunRecord();
  let runs = 0;
  const importer = importerOf(path, options);
  for await (const { run, lines } of runLines(io, path, importer)) {
    runs = run;
    if (run === number) for (const line of lines) record.push(line);
  }
  if (number > runs)
    throw new Failure(`${path} holds ${runs === 1 ? 'one run' : `${runs} runs`}, and no run ${number}`);
  if (runs > 1 && wanted === undefined)
    io.note(`${path} holds ${runs} runs; this is the first, --run N chooses another`);
  noteFile(io, path, importer);
  return { record, ours: importer.takenFor === null };
}

/** Every run of a file in turn, folded one at a time; what a person should know about the file is noted at its end. */
export async function* loadRuns(
  io: CliIo,
  path: string,
  options: ImporterOptions = {},
): AsyncGenerator<RunRecord> {
  const importer = importerOf(path, options);
  let record = new RunRecord();
  let current = 0;
  for await (const { run, lines } of runLines(io, path, importer)) {
    if (current !== 0 && run !== current) {
      yield record;
      record = new RunRecord();
    }
    current = run;
    for (const line of lines) record.push(line);
  }
  noteFile(io, path, importer);
  yield record;
}

/** The lines of all the runs of a file, or of one, as they are read: nothing is folded, and nothing of a capture lost. */
export async function* loadLines(
  io: CliIo,
  path: string,
  wanted: number | undefined,
  options: ImporterOptions,
): AsyncGenerator<string> {
  const importer = importerOf(path, options);
  let runs = 0;
  for await (const { run, lines } of runLines(io, path, importer)) {
    runs = run;
    if (wanted === undefined || run === wanted) for (const line of lines) yield `${line}\n`;
  }
  if (wanted !== undefined && (wanted > runs || wanted < 1))
    throw new Failure(`${path} holds no run ${wanted}`);
  noteFile(io, path, importer);
}

/** `--from`, `--protocol` and `--unit`, as every command that reads foreign files has them. */
export const READING_OPTIONS = {
  from: { type: 'string' },
  protocol: { type: 'string' },
  unit: { type: 'string' },
} as const;

export function readingOf(given: Arguments): ImporterOptions {
  const from = given.text('from');
  const unit = given.text('unit');
  const protocol = given.text('protocol');
  const ids = importFormats.map(({ id }) => id);
  if (from !== undefined && !ids.includes(from)) {
    throw new UsageError(`--from must be one of ${ids.join(', ')}, not "${from}"`);
  }
  if (unit !== undefined && unit !== 's' && unit !== 'ms' && unit !== 'us') {
    throw new UsageError(`--unit must be s, ms or us, not "${unit}"`);
  }
  if (protocol !== undefined && !isProtocolId(protocol)) {
    throw new UsageError(`--protocol must be one of ${PROTOCOL_IDS.join(', ')}, not "${protocol}"`);
  }
  return {
    ...(from === undefined ? {} : { from }),
    ...(unit === undefined ? {} : { unit }),
    ...(protocol === undefined ? {} : { protocol }),
  };
}

export function importerOf(path: string, options: ImporterOptions): Importer {
  return createImporter(path === '-' ? 'standard input' : basename(path), options);
}

/** The lines of a file as they are read, each stretch with the number of its run, from 1. */
export async function* runLines(
  io: CliIo,
  path: string,
  importer: Importer,
): AsyncGenerator<{ run: number; lines: string[] }> {
  const progress = progressOf(io);
  const total = io.progress === undefined || path === '-' ? null : await sizeOf(path);
  let run = 0;
  let read = 0;
  function* stretches(lines: readonly string[]): Generator<{ run: number; lines: string[] }> {
    let from = 0;
    for (let i = 0; i < lines.length; i += 1) {
      if (run !== 0 && !isHeaderLine(lines[i] ?? '')) continue;
      if (i > from) yield { run, lines: lines.slice(from, i) };
      from = i;
      run += 1;
    }
    if (lines.length > from) yield { run, lines: lines.slice(from) };
  }
  for await (const bytes of fileBytes(io, path)) {
    read += bytes.length;
    progress.show(() => `${path}: ${shareOf(read, total)}`);
    yield* stretches(importer.push(bytes));
  }
  yield* stretches(importer.end());
  progress.done();
  if (importer.refused !== null) throw new Failure(`${path}: ${importer.refused}`);
  if (run === 0) throw new Failure(`${path} is empty`);
}

function noteFile(io: CliIo, path: string, { notes, takenFor }: Importer): void {
  for (const note of notes) if (!note.startsWith('The file holds')) io.note(`${path}: ${note}`);
  if (takenFor !== null && takenFor !== 'operations, one a line') io.note(`${path} is taken for ${takenFor}`);
}

async function sizeOf(path: string): Promise<number | null> {
  // What cannot be looked at is reported where it is read.
  return stat(path).then(
    ({ size }) => size,
    () => null,
  );
}

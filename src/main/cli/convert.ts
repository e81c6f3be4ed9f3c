import { open, rename, rm, stat } from 'node:fs/promises';

import type { ExportFormat } from '../../core/capture/exporters/format.ts';
import { exportFormatFor, exportFormats } from '../../core/capture/exporters/table.ts';
import { withoutValues } from '../../core/capture/exporters/without-values.ts';
import type { RunRecord } from '../../core/run/record.ts';
import { type Arguments, readArguments } from './arguments.ts';
import { batched, type CliIo, Failure, UsageError } from './io.ts';
import { loadLines, loadRun, loadRuns, READING_OPTIONS, readingOf } from './load-run.ts';
import { syntheticTimes } from './synthetic-option.ts';

export const convertUsage = `Usage: landfall convert IN|- OUT|- [--to FORMAT] [--from FORMAT] [--without-values] …

Writes a capture, or a file of another tool, in another format. A capture is written with all the
runs of the file; of other formats one.

  --to FORMAT        patchcap, ops, csv, md, har, trace; otherwise told by the name of OUT
  --from FORMAT      reads IN as this, whatever it looks like: patchcap, ops, ts, ts-intervals,
                     asciicast, har, sse, ndjson, ag-ui, aimock, snapshots, json
  --protocol ID      whose stream it is, where its frames do not tell: openai.chat, ollama, …
  --unit s|ms|us     what the times in IN are counted in, where the file does not say
  --run N            the N-th run of a file that holds several
  --without-values   keeps lengths and times and no content; keys that no schema declares are content
  --keep-keys        with --without-values: keeps those keys
  --synthetic PACE   gives a run without times made-up ones, marked as such:
                     step:MS · rate:FIRST_MS,OPS_A_SECOND · like:CAPTURE
  --force            writes over OUT

Example: landfall convert session.cast run.patchcap.ndjson
         landfall convert run.patchcap.ndjson shared.patchcap.ndjson --without-values`;

export async function convert(args: string[], io: CliIo): Promise<void> {
  const given = readArguments(args, {
    ...READING_OPTIONS,
    to: { type: 'string' },
    run: { type: 'string' },
    'without-values': { type: 'boolean' },
    'keep-keys': { type: 'boolean' },
    synthetic: { type: 'string' },
    force: { type: 'boolean' },
  });
  const [from, to, ...more] = given.positionals;
  if (from === undefined || to === undefined)
    throw new UsageError('a file to read and one to write are needed');
  if (more.length > 0) throw new UsageError(`one file at a time: ${more.join(', ')} is too much`);
  const format = formatOf(given, to);
  const times = await syntheticTimes(io, given.text('synthetic'));

  async function* pieces(): AsyncGenerator<string> {
    if (format.id === 'patchcap' && times === null && !given.flag('without-values')) {
      yield* loadLines(io, from ?? '', given.number('run'), readingOf(given));
      return;
    }
    for await (const record of runsOf(io, from ?? '', format, given)) {
      const timed = times === null ? record : times(record, from ?? '');
      const shown = given.flag('without-values')
        ? withoutValues(timed, { keepKeys: given.flag('keep-keys') })
        : timed;
      const problem = format.problem(shown);
      if (problem !== null) throw new Failure(`${from} cannot be written as ${format.id}: ${problem}`);
      yield* format.write(shown);
    }
  }

  if (to === '-') await toOutput(io, pieces());
  else await toFile(io, to, given.flag('force'), pieces());
}

/** Captures hold several runs, the other formats one. */
async function* runsOf(
  io: CliIo,
  path: string,
  format: ExportFormat,
  given: Arguments,
): AsyncGenerator<RunRecord> {
  const wanted = given.number('run');
  const reading = readingOf(given);
  if (format.id === 'patchcap' && wanted === undefined) yield* loadRuns(io, path, reading);
  else yield (await loadRun(io, path, wanted, reading)).record;
}

function formatOf(given: Arguments, to: string): ExportFormat {
  const asked = given.text('to');
  const ids = exportFormats.map(({ id }) => id).join(', ');
  if (asked === undefined) {
    const found = exportFormatFor(to);
    if (found === null) throw new UsageError(`"${to}" does not say what to write: --to ${ids}`);
    return found;
  }
  const found = exportFormats.find(({ id }) => id === asked);
  if (found === undefined) throw new UsageError(`--to must be one of ${ids}, not "${asked}"`);
  return found;
}

async function toOutput(io: CliIo, pieces: AsyncGenerator<string>): Promise<void> {
  const output = batched(io);
  for await (const piece of pieces) await output.write(piece);
  await output.end();
}

/** As much text as is written at once. */
const BATCH = 1024 * 1024;

/** Written beside and put in place when it is whole, so that a failure leaves what was there. */
async function toFile(
  io: CliIo,
  path: string,
  force: boolean,
  pieces: AsyncGenerator<string>,
): Promise<void> {
  if (!force && (await isThere(path))) throw new Failure(`${path} is there already; --force writes over it`);
  const partial = `${path}.partial`;
  try {
    const file = await open(partial, 'w');
    try {
      let waiting = '';
      for await (const piece of pieces) {
        waiting += piece;
        if (waiting.length < BATCH) continue;
        io.signal.throwIfAborted();
        await file.appendFile(waiting);
        waiting = '';
      }
      await file.appendFile(waiting);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(partial, path);
  } catch (error) {
    await rm(partial, { force: true });
    if (error instanceof Failure || error instanceof UsageError) throw error;
    throw new Failure(`cannot write ${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

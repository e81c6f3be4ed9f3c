import { basename } from 'node:path';

import { isHeaderLine } from '../../core/capture/capture-reader.ts';
import { createImporter } from '../../core/capture/import.ts';
import { RunRecord } from '../../core/run/record.ts';
import { type CliIo, Failure, UsageError } from './io.ts';
import { fileBytes } from './read-file.ts';

export interface LoadedRun {
  record: RunRecord;
  /** False where the file is no capture: its end was then made up by the importer. */
  ours: boolean;
}

/** Reads the n-th run of a file, from 1, and notes what a person should know about the file. */
export async function loadRun(io: CliIo, path: string, wanted: number | undefined): Promise<LoadedRun> {
  const number = wanted ?? 1;
  if (!Number.isInteger(number) || number < 1) throw new UsageError('--run must be a whole number from 1');
  const importer = createImporter(path === '-' ? 'standard input' : basename(path));
  const record = new RunRecord();
  let run = 0;
  const take = (lines: readonly string[]): void => {
    for (const line of lines) {
      if (run === 0 || isHeaderLine(line)) run += 1;
      if (run === number) record.push(line);
    }
  };
  for await (const bytes of fileBytes(io, path)) take(importer.push(bytes));
  take(importer.end());

  if (importer.refused !== null) throw new Failure(`${path}: ${importer.refused}`);
  if (run === 0) throw new Failure(`${path} is empty`);
  if (number > run)
    throw new Failure(`${path} holds ${run === 1 ? 'one run' : `${run} runs`}, and no run ${number}`);
  if (run > 1 && wanted === undefined)
    io.note(`${path} holds ${run} runs; this is the first, --run N chooses another`);
  for (const note of importer.notes) if (!note.startsWith('The file holds')) io.note(`${path}: ${note}`);
  const { takenFor } = importer;
  if (takenFor !== null && takenFor !== 'operations, one a line') io.note(`${path} is taken for ${takenFor}`);
  return { record, ours: takenFor === null };
}

import { readFile } from 'node:fs/promises';
import type { CaptureEntry } from '../../bridge/contract.ts';
import { isHeaderLine } from '../../core/capture/capture-reader.ts';
import { createImporter } from '../../core/capture/import.ts';
import { assess, type DocumentCheck } from '../../core/run/assess.ts';
import { RunRecord } from '../../core/run/record.ts';
import type { Verdict } from '../../core/run/verdict.ts';
import { slices } from './slices.ts';

/** What only reading a whole run can tell. */
export type Judgement = Pick<CaptureEntry, 'ops' | 'durationMs' | 'verdict'>;

/** Longer runs are judged when somebody opens them: folding takes about a second for 20 MB. */
export const JUDGED_UNASKED_BYTES = 2 * 1024 * 1024;
/** About a millisecond of reading, and one of folding. */
const BYTES_AT_ONCE = 64 * 1024;
const LINES_AT_ONCE = 300;

/** Folds the first run of a file and judges it, with room for everything else in between. */
export async function judge(path: string, name: string, check: DocumentCheck): Promise<Judgement> {
  const importer = createImporter(name);
  const bytes = await readFile(path);
  let lines: string[] = [];
  for await (const [piece] of slices(pieces(bytes), 1)) if (piece) lines = lines.concat(importer.push(piece));
  lines = lines.concat(importer.end());
  const next = lines.findIndex((line, i) => i > 0 && isHeaderLine(line));
  const record = new RunRecord();
  for await (const some of slices(next < 0 ? lines : lines.slice(0, next), LINES_AT_ONCE)) {
    for (const line of some) record.push(line);
  }
  return judgementOf(await assess(record, check));
}

function* pieces(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += BYTES_AT_ONCE) yield bytes.subarray(at, at + BYTES_AT_ONCE);
}

export function judgementOf({ ops, durationMs, headline, document, ended }: Verdict): Judgement {
  return { ops, durationMs, verdict: { headline, document, ended } };
}

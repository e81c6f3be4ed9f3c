import { readFile } from 'node:fs/promises';
import type { CaptureEntry } from '../../bridge/contract.ts';
import { isHeaderLine } from '../../core/capture/capture-reader.ts';
import { createImporter } from '../../core/capture/import.ts';
import { assess, type DocumentCheck } from '../../core/run/assess.ts';
import { RunRecord } from '../../core/run/record.ts';
import type { Verdict } from '../../core/run/verdict.ts';
import { breath } from './capture-index.ts';

/** What only reading a whole run can tell. */
export type Judgement = Pick<CaptureEntry, 'ops' | 'durationMs' | 'verdict'>;

/** Longer runs are judged when somebody opens them: folding takes about a second for 20 MB. */
export const JUDGED_UNASKED_BYTES = 2 * 1024 * 1024;
/** About a millisecond of folding. */
const LINES_AT_ONCE = 300;

/** Folds the first run of a file and judges it, with room for everything else in between. */
export async function judge(path: string, name: string, check: DocumentCheck): Promise<Judgement> {
  const importer = createImporter(name);
  const bytes = await readFile(path);
  const lines = [...importer.push(bytes), ...importer.end()];
  const record = new RunRecord();
  let headers = 0;
  for (const [i, line] of lines.entries()) {
    if (isHeaderLine(line) && ++headers > 1) break;
    record.push(line);
    if (i % LINES_AT_ONCE === 0) await breath();
  }
  return judgementOf(await assess(record, check));
}

export function judgementOf({ ops, durationMs, headline, document, ended }: Verdict): Judgement {
  return { ops, durationMs, verdict: { headline, document, ended } };
}

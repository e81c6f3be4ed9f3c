import { readFile } from 'node:fs/promises';
import writeFileAtomic from 'write-file-atomic';
import * as z from 'zod';
import type { CaptureEntry } from '../../bridge/contract.ts';
import { DOCUMENT_STATES, ENDINGS } from '../../core/run/verdict.ts';
import { slices } from './slices.ts';

/** What is known of one file, as long as it has neither grown nor been touched. */
export interface IndexRow {
  bytes: number;
  mtimeMs: number;
  /** The run has been judged, or is too long to be judged unasked. */
  judged: boolean;
  entry: CaptureEntry;
}

export type CaptureIndex = Map<string, IndexRow>;

/** Another number than this in the first line, and everything is read from the captures again. */
const VERSION = 3;
/** Parsing and checking a row takes some 10 µs: this many leave the loop free within a few milliseconds. */
const ROWS_AT_ONCE = 200;

const entrySchema: z.ZodType<CaptureEntry> = z.object({
  id: z.string(),
  path: z.string(),
  label: z.string(),
  tags: z.array(z.string()),
  notes: z.string(),
  wall: z.string().nullable(),
  connection: z.string().nullable(),
  model: z.string().nullable(),
  schemaTitle: z.string().nullable(),
  simulated: z.boolean(),
  race: z.object({ id: z.string(), lane: z.number(), name: z.string() }).nullable(),
  takenFor: z.string().nullable(),
  recording: z.boolean(),
  ops: z.number(),
  durationMs: z.number().nullable(),
  ended: z.string(),
  verdict: z
    .object({
      headline: z.string(),
      document: z.enum(DOCUMENT_STATES),
      ended: z.enum(ENDINGS),
    })
    .nullable(),
  bytes: z.number(),
});

const rowSchema: z.ZodType<IndexRow> = z.object({
  bytes: z.number(),
  mtimeMs: z.number(),
  judged: z.boolean(),
  entry: entrySchema,
});

/**
 * Reads the index: a line a capture, so that thousands are read without holding up anything else. A line that is no
 * row, or a file that is no index, costs no more than reading those captures again.
 */
export async function readIndex(path: string): Promise<CaptureIndex> {
  const index: CaptureIndex = new Map();
  const [version, ...lines] = (await readFile(path, 'utf8').catch(() => '')).split('\n');
  if (version !== versionLine()) return index;
  for await (const some of slices(lines, ROWS_AT_ONCE)) {
    for (const line of some) {
      const row = rowSchema.safeParse(parsed(line));
      if (row.success) index.set(row.data.entry.id, row.data);
    }
  }
  return index;
}

export async function writeIndex(path: string, index: CaptureIndex): Promise<void> {
  const lines = [versionLine()];
  for await (const some of slices(index.values(), ROWS_AT_ONCE)) {
    for (const row of some) lines.push(JSON.stringify(row));
  }
  await writeFileAtomic(path, `${lines.join('\n')}\n`, { mode: 0o600 });
}

function versionLine(): string {
  return JSON.stringify({ index: VERSION });
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

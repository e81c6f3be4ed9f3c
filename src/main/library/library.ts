import { mkdirSync } from 'node:fs';
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import type { CaptureEntry } from '../../bridge/contract.ts';
import { Refusal } from '../refusal.ts';
import { JsonFile } from '../settings/json-file.ts';
import { CAPTURE_SUFFIX } from './capture-writer.ts';
import { readEntry } from './read-entry.ts';

/** The captures of the data folder. The files are the truth; the index only saves reading them again. */
export interface Library {
  readonly folder: string;
  /** Newest first. */
  list(): Promise<CaptureEntry[]>;
  /** The file of a capture; refuses an id that is not in the folder. */
  path(id: string): Promise<string>;
  remove(id: string): Promise<void>;
}

const entrySchema: z.ZodType<CaptureEntry> = z.object({
  id: z.string(),
  path: z.string(),
  label: z.string(),
  wall: z.string().nullable(),
  connection: z.string().nullable(),
  model: z.string().nullable(),
  schemaTitle: z.string().nullable(),
  simulated: z.boolean(),
  ops: z.number(),
  durationMs: z.number().nullable(),
  ended: z.string(),
  bytes: z.number(),
});

/** An entry holds as long as its file has neither grown nor been touched. */
type Index = Record<string, { bytes: number; mtimeMs: number; entry: CaptureEntry }>;
const indexSchema: z.ZodType<Index> = z.record(
  z.string(),
  z.object({ bytes: z.number(), mtimeMs: z.number(), entry: entrySchema }),
);

export function library(dataFolder: string): Library {
  const folder = join(dataFolder, 'captures');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = new JsonFile<Index>(join(dataFolder, 'captures-index.json'), indexSchema, {});

  async function list(): Promise<CaptureEntry[]> {
    const known = file.value;
    const index: Index = {};
    let changed = false;
    for (const id of await ids(folder)) {
      const path = join(folder, id);
      const { size: bytes, mtimeMs } = await stat(path);
      const old = known[id];
      const holds = old?.bytes === bytes && old.mtimeMs === mtimeMs && old.entry.path === path;
      changed ||= !holds;
      index[id] = holds ? old : { bytes, mtimeMs, entry: await readEntry(path, id) };
    }
    if (changed || Object.keys(known).length !== Object.keys(index).length) await file.write(index);
    return Object.values(index)
      .map(({ entry }) => entry)
      .sort((a, b) => (b.wall ?? b.id).localeCompare(a.wall ?? a.id));
  }

  /** SECURITY: an id is looked up among the files that are there; it is never made into a path. */
  async function path(id: string): Promise<string> {
    const found = (await ids(folder)).find((one) => one === id);
    if (found === undefined) throw new Refusal('not found', 'There is no such capture any more.');
    return join(folder, found);
  }

  return {
    folder,
    list,
    path,
    remove: async (id) => rm(await path(id)),
  };
}

async function ids(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith(CAPTURE_SUFFIX))
    .map(({ name }) => name);
}

import { constants, mkdirSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CaptureEntry } from '../../bridge/contract.ts';
import type { DocumentCheck } from '../../core/run/assess.ts';
import { Refusal } from '../refusal.ts';
import { amendCapture } from './amend-capture.ts';
import { createNew, splitName } from './capture-names.ts';
import { byNewest, captureNames, Catalogue } from './catalogue.ts';
import { editHeader, type HeaderChanges } from './edit-header.ts';
import type { Judgement } from './judge.ts';
import { type SystemBin, trash as trashOf } from './trash.ts';
import { watchFolder } from './watch-folder.ts';

/** The captures of the data folder. The files are the truth; the index only saves reading them again. */
export interface Library {
  readonly folder: string;
  /** Newest first. Looks at every file's size and date, and reads those that have changed. */
  list(): Promise<CaptureEntry[]>;
  /** The file of a capture; refuses an id that is not in the folder. */
  path(id: string): Promise<string>;
  edit(id: string, changes: HeaderChanges): Promise<CaptureEntry>;
  duplicate(id: string): Promise<CaptureEntry>;
  /** Gives what `restore` takes, for those that the system's bin has not. */
  remove(ids: readonly string[]): Promise<string[]>;
  restore(names: readonly string[]): Promise<void>;
  /** Puts a line into a finished capture, in front of its end. */
  amend(id: string, line: string): Promise<void>;
  /** A run is being written into this file, until the function given back says what came of it. */
  record(id: string): (judgement: Judgement) => void;
  /** A run of the library has been read to its end. */
  learn(id: string, judgement: Judgement): void;
  close(): void;
}

export interface LibraryOptions {
  dataFolder: string;
  check: DocumentCheck;
  /** Entries are other than they were; of `gone` the files are no longer there. */
  onChange: (gone: readonly string[]) => void;
  bin?: SystemBin | undefined;
}

export function library({ dataFolder, check, onChange, bin }: LibraryOptions): Library {
  const folder = join(dataFolder, 'captures');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const trash = trashOf(dataFolder, bin);
  // What cannot be erased today is erased another day.
  trash.forget().catch(() => {});
  const catalogue = new Catalogue({
    folder,
    indexPath: join(dataFolder, 'captures-index.ndjson'),
    check,
    onJudged: () => onChange([]),
  });
  const stopWatching = watchFolder(folder, (names) => {
    // A folder that went away is said where somebody asks for it.
    catalogue.look(names).then(
      ({ changed, gone }) => changed && onChange(gone),
      () => {},
    );
  });

  /** What is done to the files is done one after another, in the order in which it was asked for. */
  let last: Promise<unknown> = Promise.resolve();
  function inTurn<T>(act: () => Promise<T>): Promise<T> {
    const done = last.then(act);
    last = done.catch(() => {});
    return done;
  }

  /** SECURITY: an id is looked up among the files that are there; it is never made into a path. */
  async function paths(ids: readonly string[]): Promise<string[]> {
    const there = new Set(await captureNames(folder));
    if (!ids.every((id) => there.has(id))) throw gone();
    return ids.map((id) => join(folder, id));
  }

  async function path(id: string): Promise<string> {
    const [found = ''] = await paths([id]);
    return found;
  }

  async function settled(ids: readonly string[]): Promise<string[]> {
    const found = await paths(ids);
    if (!ids.some((id) => catalogue.isRecording(id))) return found;
    throw new Refusal('unavailable', 'This run is still being recorded. Wait for its end, or stop it.');
  }

  async function entryOf(id: string): Promise<CaptureEntry> {
    const row = await catalogue.row(id);
    if (row === undefined) throw gone();
    return row.entry;
  }

  async function edit(id: string, changes: HeaderChanges): Promise<CaptureEntry> {
    const [file = ''] = await settled([id]);
    const row = await catalogue.row(id);
    await editHeader(file, changes);
    // The operations are the same, and so is what was found of them.
    if (row?.judged === true) catalogue.remember(id, row.entry);
    return entryOf(id);
  }

  async function duplicate(id: string): Promise<CaptureEntry> {
    const [source = ''] = await settled([id]);
    const { takenFor, label } = await entryOf(id);
    const [base, suffix] = splitName(id);
    const { id: copy, file } = await createNew(folder, `${base}-copy`, suffix);
    await file.close();
    await copyFile(source, join(folder, copy), constants.COPYFILE_FICLONE);
    // A file of another kind has only its name to go by.
    if (takenFor === null && label !== id) await editHeader(join(folder, copy), { label: `${label} (copy)` });
    return entryOf(copy);
  }

  async function remove(ids: readonly string[]): Promise<string[]> {
    const kept: string[] = [];
    for (const file of await settled(ids)) {
      const name = await trash.discard(file);
      if (name !== null) kept.push(name);
    }
    return kept;
  }

  return {
    folder,
    list: async () => [...(await catalogue.scan()).values()].sort(byNewest).map(({ entry }) => entry),
    path,
    edit: (id, changes) => inTurn(() => edit(id, changes)),
    duplicate: (id) => inTurn(() => duplicate(id)),
    remove: (ids) => inTurn(() => remove(ids)),
    restore: (names) =>
      inTurn(async () => {
        for (const name of names) await trash.restore(name, folder);
      }),
    amend: (id, line) =>
      inTurn(async () => {
        const [file = ''] = await settled([id]);
        await amendCapture(file, line);
      }),
    record(id) {
      catalogue.record(id);
      return (judgement) => catalogue.recorded(id, judgement);
    },
    learn: (id, judgement) => void catalogue.learn(id, judgement),
    close() {
      stopWatching();
      catalogue.close();
    },
  };
}

function gone(): Refusal {
  return new Refusal('not found', 'There is no such capture any more.');
}

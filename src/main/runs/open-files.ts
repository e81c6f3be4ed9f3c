import { randomUUID } from 'node:crypto';
import type { OpenedRun, Reading } from '../../bridge/contract.ts';
import { importFormats } from '../../core/capture/importers/table.ts';
import type { DocumentCheck } from '../../core/run/assess.ts';
import { EXAMPLE_PREFIX } from '../examples.ts';
import { judgementOf } from '../library/judge.ts';
import type { Library } from '../library/library.ts';
import { Refusal } from '../refusal.ts';
import type { Windows } from '../windows.ts';
import { AS_FOUND, FileRun, type FileSource, openFileRun } from './file-run.ts';
import type { RunRegistry } from './registry.ts';

export interface FileOpenerOptions {
  library: Library;
  windows: Windows;
  runs: RunRegistry;
  check: DocumentCheck;
}

/** Opens files as runs, and tells the windows what becomes known of them, and of their files, later. */
export function fileOpener({ library, windows, runs, check }: FileOpenerOptions) {
  async function open(source: Omit<FileSource, 'run' | 'reading'> & Partial<FileSource>): Promise<OpenedRun> {
    const run = await openFileRun(
      { run: randomUUID(), reading: AS_FOUND, ...source },
      {
        check,
        onVerdict({ capture, reading }, verdict) {
          if (capture !== null && isAsFound(reading)) library.learn(capture, judgementOf(verdict));
        },
        onChange: (opened) => windows.push('run.changed', opened),
      },
    );
    runs.add(run);
    return run.opened;
  }

  async function reread(id: string, reading: Reading): Promise<OpenedRun> {
    const old = runs.find(id);
    if (!(old instanceof FileRun)) throw new Refusal('invalid', 'Only a file can be read in another way.');
    if (reading.format !== null && !importFormats.some((format) => format.id === reading.format)) {
      throw new Refusal('invalid', 'There is no such kind of file.');
    }
    const opened = await open({ ...old.source, run: randomUUID(), reading });
    old.handOver();
    return opened;
  }

  /** A run whose file has gone is still in the windows that show it, and nowhere else. */
  async function tellWhatIsLost(): Promise<void> {
    for (const { opened } of runs.all()) {
      if (opened.capture === null || opened.live || opened.capture.startsWith(EXAMPLE_PREFIX)) continue;
      const there = await library.path(opened.capture).catch(() => null);
      if ((there === null) === opened.notes.includes(LOST) || (there === null && !opened.saved)) continue;
      opened.notes = there === null ? [...opened.notes, LOST] : opened.notes.filter((note) => note !== LOST);
      opened.saved = there !== null;
      windows.push('run.changed', opened);
    }
  }

  return { open, reread, tellWhatIsLost };
}

const LOST = 'The file of this run was deleted. The run is still here, and can be saved again.';

/** Only then the verdict is one on the capture. */
function isAsFound({ format, unit, part, times }: Reading): boolean {
  return format === null && unit === null && part === 0 && times === null;
}

import type { RunRecord } from '../../../core/run/record.ts';
import { problemOf } from '../../state/bridge.ts';
import { notify } from '../../state/notices.ts';
import { nextTask } from '../../state/next-task.ts';
import { useRun } from '../../state/run.ts';
import { copyText } from '../../state/copy-text.ts';
import { fileStem, saveBlob } from '../../ui/save-blob.ts';
import { EXPORT_KINDS, type ExportKind } from './kinds.ts';

/** A stretch of writing that leaves room for a frame. Milliseconds. */
const SLICE_MS = 8;
/** Pieces of a file (a line or a row each) between two looks at the clock. */
const PIECES_PER_LOOK = 64;

export interface ExportChoice {
  kind: ExportKind;
  /** Leaves out all that was said; lengths and times stay. */
  withoutValues: boolean;
}

/**
 * Saves the run on screen. It is written from what the window has of it, so a run whose file is gone, or that never had
 * one, can be saved; a live one is saved as far as it has come.
 */
export async function exportRun(choice: ExportChoice): Promise<void> {
  const { record, opened } = useRun.getState();
  const blob = await runAs(choice);
  if (record === null || blob === null) return;
  const suffix = choice.withoutValues ? '-without-values' : '';
  const ending = EXPORT_KINDS.find(({ id }) => id === choice.kind)?.ending ?? '';
  saveBlob(fileStem(record.header?.label ?? opened?.name) + suffix + ending, blob);
}

/** The same to the clipboard. */
export async function copyRun(kind: ExportKind): Promise<void> {
  const blob = await runAs({ kind, withoutValues: false });
  if (blob !== null) await copyText(await blob.text(), 'Run copied');
}

/** The run on screen as a file of a kind; null where it cannot be one, which is then said. */
async function runAs({ kind, withoutValues }: ExportChoice): Promise<Blob | null> {
  const { record } = useRun.getState();
  if (record === null) return null;
  try {
    const [{ exportFormats }, masks] = await Promise.all([
      import('../../../core/capture/exporters/table.ts'),
      withoutValues ? import('../../../core/capture/exporters/without-values.ts') : null,
    ]);
    const format = exportFormats.find(({ id }) => id === kind);
    if (format === undefined) return null;
    const shown = masks === null ? record : masks.withoutValues(record);
    const problem = format.problem(shown);
    if (problem === null) return await written(format.write(shown), format.mime);
    notify({ tone: 'error', text: problem });
  } catch (thrown) {
    notify({ tone: 'error', text: `The run could not be saved: ${problemOf(thrown)}` });
  }
  return null;
}

export function canExport(): boolean {
  const { record } = useRun.getState();
  return record !== null && (record.log.length > 0 || record.header !== null);
}

/** In slices: a line costs about 2 µs, and a long run has a million. */
async function written(pieces: ReturnType<RunWriter>, type: string): Promise<Blob> {
  const parts: string[] = [];
  let part = '';
  let look = PIECES_PER_LOOK;
  let until = performance.now() + SLICE_MS;
  for (const piece of pieces) {
    part += piece;
    look -= 1;
    if (look > 0) continue;
    look = PIECES_PER_LOOK;
    if (performance.now() < until) continue;
    parts.push(part);
    part = '';
    await nextTask();
    until = performance.now() + SLICE_MS;
  }
  return new Blob([...parts, part], { type });
}

type RunWriter = (record: RunRecord) => Generator<string>;

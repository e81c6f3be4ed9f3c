import { problemOf } from '../../state/bridge.ts';
import { notify } from '../../state/notices.ts';
import { inSlices } from '../../state/in-slices.ts';
import { useRun } from '../../state/run.ts';
import { copyText } from '../../state/copy-text.ts';
import { fileStem, saveBlob } from '../../ui/save-blob.ts';
import { counted } from '../rows/format.ts';
import { EXPORT_KINDS, type ExportKind } from './kinds.ts';
import { whileWriting } from './while-writing.ts';
import { writeBlob } from './write-blob.ts';

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
    return await whileWriting(`Writing ${counted(record.ops, 'operation')}…`, async (signal) => {
      const shown = masks === null ? record : await inSlices(masks.withoutValuesSteps(record), signal);
      const problem = format.problem(shown);
      if (problem === null) return writeBlob(format.write(shown), format.mime, signal);
      notify({ tone: 'error', text: problem });
      return null;
    });
  } catch (thrown) {
    notify({ tone: 'error', text: `The run could not be saved: ${problemOf(thrown)}` });
  }
  return null;
}

export function canExport(): boolean {
  const { record } = useRun.getState();
  return record !== null && (record.log.length > 0 || record.header !== null);
}

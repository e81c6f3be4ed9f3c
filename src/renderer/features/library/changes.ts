import type { CaptureChanges, CaptureEntry } from '../../../bridge/contract.ts';

/** What is to be written of what was typed; null where nothing is. A label that was emptied stays as it was. */
export function changesOf(
  entry: Pick<CaptureEntry, 'label' | 'notes'>,
  typed: { label: string; notes: string },
): CaptureChanges | null {
  const label = typed.label.trim();
  const changes: CaptureChanges = {
    ...(label !== '' && label !== entry.label && { label }),
    ...(typed.notes !== entry.notes && { notes: typed.notes }),
  };
  return Object.keys(changes).length === 0 ? null : changes;
}

import type { CaptureEntry } from '../../../bridge/contract.ts';
import { openCapture } from '../../state/library.ts';
import { useRun } from '../../state/run.ts';
import { showOverlay, showTab } from '../../state/view.ts';
import { putCaptureBeside } from '../../state/beside.ts';

export function openEntry(entry: CaptureEntry | undefined): void {
  if (entry === undefined) return;
  showOverlay(null);
  void openCapture(entry.id);
}

/** One beside the run on screen, or two beside each other. */
export function canCompare(chosen: readonly CaptureEntry[]): boolean {
  const { record, opened } = useRun.getState();
  if (chosen.length === 2) return true;
  return chosen.length === 1 && record !== null && record.log.length > 0 && chosen[0]?.id !== opened?.capture;
}

export function compareEntries(chosen: readonly CaptureEntry[]): void {
  const [a, b] = chosen.length === 2 ? chosen : [undefined, chosen[0]];
  if (b === undefined) return;
  showOverlay(null);
  showTab('compare');
  if (a !== undefined) void openCapture(a.id);
  void putCaptureBeside(b.id);
}

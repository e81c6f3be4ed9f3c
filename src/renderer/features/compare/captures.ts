import type { CaptureEntry } from '../../../bridge/contract.ts';
import { useLibrary } from '../../state/library.ts';
import { useRun } from '../../state/run.ts';
import type { Choice } from '../../ui/Select.tsx';
import { counted, formatWhole } from '../rows/format.ts';

/** The runs of the library but the one on screen, newest first. */
export function useOtherCaptures(): Choice<string>[] {
  const own = useRun((run) => run.opened?.capture);
  const entries = useLibrary((library) => library.entries) ?? [];
  return entries
    .filter(({ id }) => id !== own)
    .map((entry) => ({ value: entry.id, label: entry.label, story: storyOf(entry) }));
}

function storyOf(entry: CaptureEntry): string {
  const parts = [counted(entry.ops, 'op')];
  if (entry.durationMs !== null) parts.push(`${formatWhole(entry.durationMs)} ms`);
  if (entry.wall !== null) parts.push(new Date(entry.wall).toLocaleString());
  if (entry.simulated) parts.push('simulated');
  return parts.join(' · ');
}

import type { CaptureEntry } from '../../../bridge/contract.ts';
import { formatWhole } from '../rows/format.ts';

/** `complete · valid`; of a run that has not been judged, how its file says that it ended. */
export function verdictOf({ verdict, ended, recording }: CaptureEntry): string {
  if (recording) return 'recording';
  if (verdict === null) return ended;
  const { headline, document } = verdict;
  const isSaid = document === 'unchecked' || document === 'not a document' || headline === 'refused';
  return isSaid ? headline : `${headline} · ${document}`;
}

export type Tone = 'ok' | 'warn' | 'bad' | 'none' | 'live';

export function toneOf({ verdict, ended, recording }: CaptureEntry): Tone {
  if (recording) return 'live';
  const word = verdict?.headline ?? ended;
  if (verdict === null) return ended === 'torn' ? 'warn' : 'none';
  if (word === 'complete') return 'ok';
  if (word === 'unknown') return 'none';
  return ['stopped', 'length', 'torn', 'incomplete'].includes(word) ? 'warn' : 'bad';
}

/** `1,320 ms`; null where the run has no times. */
export function durationOf({ durationMs }: CaptureEntry): string | null {
  return durationMs === null ? null : `${formatWhole(durationMs)} ms`;
}

/** What can be searched, in one text. */
function searchText(entry: CaptureEntry): string {
  const { label, tags, notes, connection, model, schemaTitle, takenFor } = entry;
  return [label, ...tags, notes, connection, model, schemaTitle, takenFor, verdictOf(entry)]
    .filter((part) => part !== null)
    .join(' ')
    .toLowerCase();
}

/** Every word somewhere, in any order. */
export function filtered(entries: readonly CaptureEntry[], query: string): readonly CaptureEntry[] {
  const words = query
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length === 0) return entries;
  return entries.filter((entry) => {
    const text = searchText(entry);
    return words.every((word) => text.includes(word));
  });
}

const STEPS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
];
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium' });
const exact = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' });

/** `3 minutes ago`; older than a month, the date says more. */
export function ago(wall: string, now: number): string {
  const age = now - Date.parse(wall);
  if (Number.isNaN(age)) return wall;
  if (age > 30 * 86_400_000) return day.format(Date.parse(wall));
  for (const [unit, length] of STEPS) {
    if (age >= length) return relative.format(-Math.floor(age / length), unit);
  }
  return 'just now';
}

export function exactTime(wall: string): string {
  const time = Date.parse(wall);
  return Number.isNaN(time) ? wall : exact.format(time);
}

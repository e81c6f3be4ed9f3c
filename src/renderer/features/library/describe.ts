import type { CaptureEntry } from '../../../bridge/contract.ts';
import { counted, formatWhole } from '../rows/format.ts';

/** `7 ops · 1,320 ms · complete · simulated`. */
export function outcomeOf(entry: CaptureEntry): string {
  const { ops, durationMs, ended, simulated } = entry;
  const parts = [
    counted(ops, 'op'),
    durationMs === null ? 'no times' : `${formatWhole(durationMs)} ms`,
    ended,
  ];
  return [...parts, ...(simulated ? ['simulated'] : [])].join(' · ');
}

/** What can be searched, in one text. */
function searchText(entry: CaptureEntry): string {
  const { label, connection, model, schemaTitle, ended } = entry;
  return [label, connection, model, schemaTitle, ended]
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
const exact = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' });

/** `3 minutes ago`; older than a month, the date says more. */
export function ago(wall: string, now: number): string {
  const age = now - Date.parse(wall);
  if (Number.isNaN(age)) return wall;
  if (age > 30 * 86_400_000) return exact.format(Date.parse(wall));
  for (const [unit, length] of STEPS) {
    if (age >= length) return relative.format(-Math.floor(age / length), unit);
  }
  return 'just now';
}

export function exactTime(wall: string): string {
  const time = Date.parse(wall);
  return Number.isNaN(time) ? wall : exact.format(time);
}

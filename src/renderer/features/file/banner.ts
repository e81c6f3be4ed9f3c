import type { OpenedRun, RunPart } from '../../../bridge/contract.ts';
import { formatMs } from '../rows/format.ts';

export interface Banner {
  /** Another key is another thing to say, which a dismissal of this one does not cover. */
  key: string;
  tone: 'info' | 'warn';
  /** The times that were made up, in words. */
  synthetic: string | null;
  askTimes: boolean;
  askUnit: boolean;
  /** Nothing in the file was an operation. */
  barren: boolean;
}

/** What the lines of a run came to, once all are read. */
export interface Came {
  /** Operations came, and not all have a time. */
  untimed: boolean;
  /** Lines that cannot be read came, and no operation. */
  barren: boolean;
}

/** Null where a run is what it seems: our own capture, whole, with times. */
export function bannerOf(opened: OpenedRun, came: Came): Banner | null {
  const { run, takenFor, notes, saved, reading, parts } = opened;
  const times = reading?.times ?? null;
  const askTimes = came.untimed && reading !== null && times === null;
  // A capture of ours says itself what it is of, however little came.
  const barren = came.barren && reading !== null && opened.header?.id === undefined;
  const plain = takenFor === null && notes.length === 0 && parts.length <= 1 && times === null;
  if (plain && !askTimes && !barren) return null;
  return {
    key: [run, ...notes].join('\n'),
    tone: notes.length > 0 || !saved || barren ? 'warn' : 'info',
    synthetic:
      times === null
        ? null
        : `the first operation at ${formatMs(times.firstMs)} ms, each further one ${formatMs(times.stepMs)} ms later`,
    askTimes,
    barren,
    askUnit: reading !== null && (reading.unit !== null || notes.some((note) => note.includes('unit'))),
  };
}

/** `2 of 3 · triage v2 · gpt-x`. */
export function partLabel({ label, model }: RunPart, index: number, count: number): string {
  return [`${index + 1} of ${count}`, label, model]
    .filter((part) => part !== null && part !== '')
    .join(' · ');
}

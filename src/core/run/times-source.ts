import type { CaptureHeader } from '../capture/header.ts';

/**
 * Where the times of a run come from: a clock beside the socket, the Simulator's pace, somebody's invention, or the clock
 * of the server, which tells when each event was made and not when it came. `partly delayed`: by a clock beside the
 * socket, but Landfall fell behind and left the socket alone for a while, so that what came meanwhile was read later.
 */
export type TimesSource = 'measured' | 'simulated' | 'synthetic' | 'server clock' | 'partly delayed';

/** The part of a run's record that tells. */
export interface Timed {
  readonly header: CaptureHeader | null;
  /** The event that tells of the first pause of the reading; -1 where there was none. */
  readonly pause: number;
}

export function timesSource({ header, pause }: Timed): TimesSource {
  if (header?.synthetic === true) return 'synthetic';
  if (header?.simulated === true) return 'simulated';
  if (header?.clock === SERVER_CLOCK) return 'server clock';
  return pause < 0 && header?.clock !== DELAYED_CLOCK ? 'measured' : 'partly delayed';
}

/** As it is said wherever times are shown. */
export function timesWords(source: TimesSource): string {
  return source === 'synthetic' ? 'synthetic times' : source;
}

/** The marks of a run between which Landfall did not read. */
export const READING = { paused: 'reading paused', resumed: 'reading resumed' } as const;

/** The header's `clock` where the times are the server's own. */
export const SERVER_CLOCK = 'server';
/** The same of a run that was delayed and has come back from a file that has no place for marks. */
export const DELAYED_CLOCK = 'partly delayed';

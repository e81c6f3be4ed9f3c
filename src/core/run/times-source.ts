import type { CaptureHeader } from '../capture/header.ts';

/**
 * Where the times of a run come from: a clock beside the socket, the Simulator's pace, somebody's invention, or the clock
 * of the server, which tells when each event was made and not when it came.
 */
export type TimesSource = 'measured' | 'simulated' | 'synthetic' | 'server clock';

export function timesSource(header: CaptureHeader | null | undefined): TimesSource {
  if (header?.synthetic === true) return 'synthetic';
  if (header?.simulated === true) return 'simulated';
  return header?.clock === SERVER_CLOCK ? 'server clock' : 'measured';
}

/** As it is said wherever times are shown. */
export function timesWords(source: TimesSource): string {
  return source === 'synthetic' ? 'synthetic times' : source;
}

/** The header's `clock` where the times are the server's own. */
export const SERVER_CLOCK = 'server';

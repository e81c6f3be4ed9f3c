import { type Timed, timesSource, timesWords } from '../../../core/run/times-source.ts';
import type { Provenance } from '../../../core/timing/blocks-run.ts';

/** Where the moments on screen come from, and at what pace they are shown. */
export interface Showing {
  record: Timed;
  timed: boolean;
  /** The playhead keeps to a stream that is arriving. */
  live: boolean;
  speed: number;
}

/**
 * `measured · live`, `simulated · replayed at 0.5×`. It stands on every picture that is shown or exported, so that
 * nobody takes a replay or a prediction for a measurement.
 */
export function provenanceWords({ record, timed, live, speed }: Showing): string {
  return `${timesOf(record, timed)} · ${paceOf(live, speed)}`;
}

/** What the times themselves are. */
function timesOf(record: Timed, timed: boolean): string {
  if (!timed) return 'no times';
  return timesWords(timesSource(record));
}

function paceOf(live: boolean, speed: number): string {
  if (live) return 'live';
  return speed === 1 ? 'replayed' : `replayed at ${speed}×`;
}

export function laneWords(provenance: Provenance | 'predicted'): string {
  switch (provenance) {
    case 'cached':
      return 'measured, from a cache';
    case 'predicted':
      return provenance;
    case 'synthetic':
    case 'server clock':
    case 'partly delayed':
    case 'measured':
    case 'simulated':
      return timesWords(provenance);
    default:
      return provenance satisfies never;
  }
}

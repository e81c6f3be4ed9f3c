import { useDeferredValue } from 'react';

import { usePlayback } from './playback.ts';
import { useRun } from './run.ts';

/**
 * The event at the playhead, for the panels beside the timeline. While a file is read they show it a task after the
 * timeline has: the rows of all of them put in place in one commit are the longest task of its opening, and nobody sees
 * which came first. A live run, a replay and a hand on the scrubber of what has been read are shown everywhere at once.
 */
export function useShownEvent(): number {
  const event = usePlayback((playback) => playback.event);
  const reading = useRun((run) => run.status === 'loading');
  // Deferring what never changes costs no second render.
  const deferred = useDeferredValue(reading ? event : -1);
  return reading ? deferred : event;
}

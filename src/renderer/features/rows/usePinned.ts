import { useCallback, useEffect, useRef } from 'react';
import type { RefObject } from 'react';

import { usePlayback } from '../../state/playback.ts';
import { isLive, useRun } from '../../state/run.ts';

interface Pinned {
  /** The playhead moves by itself: it plays, or follows a live run. */
  moves: boolean;
  /** The rows keep up with it. */
  pinned: RefObject<boolean>;
  /** The person has scrolled or chosen: the rows stay where they are until the playhead is set going anew. */
  release: () => void;
}

/** Whether rows keep up with a playhead that moves by itself. */
export function usePinned(): Pinned {
  const live = useRun((run) => isLive(run.status));
  const following = usePlayback((playback) => playback.following);
  const playing = usePlayback((playback) => playback.playing);
  const pinned = useRef(true);
  useEffect(() => {
    if (following || playing) pinned.current = true;
  }, [following, playing]);
  const release = useCallback(() => {
    pinned.current = false;
  }, []);
  return { moves: (live && following) || playing, pinned, release };
}

import { create } from 'zustand';

export const SPEEDS = [0.1, 0.25, 0.5, 1, 2, 5, 10] as const;
export type Speed = (typeof SPEEDS)[number];

/** The moment on screen, and whether it moves. */
export interface Playback {
  /** The document is shown after this event; -1 is before anything arrived. */
  event: number;
  /** Milliseconds since `t0`; null where the run has no times. */
  t: number | null;
  playing: boolean;
  speed: Speed;
  /** The playhead keeps to the newest event of a live run. */
  following: boolean;
}

export const usePlayback = create<Playback>()(() => ({
  event: -1,
  t: null,
  playing: false,
  speed: 1,
  following: true,
}));

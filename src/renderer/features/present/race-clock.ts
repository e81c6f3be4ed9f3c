import { create } from 'zustand';

import { usePlayback } from '../../state/playback.ts';

/** The one clock of the race. It is its own, because the other order may take longer than the run on screen. */
export const useRaceClock = create<{ t: number; end: number; racing: boolean }>()(() => ({
  t: 0,
  end: 0,
  racing: false,
}));

export function isRacing(): boolean {
  return useRaceClock.getState().racing;
}

/** Where motion is unwelcome the race is shown at its end, to be gone through by hand. */
export function startRace(): void {
  useRaceClock.setState({ t: 0, racing: false });
  if (matchMedia('(prefers-reduced-motion: reduce)').matches) raceTo('end');
  else run();
}

export function toggleRace(): void {
  const { racing, t, end } = useRaceClock.getState();
  if (racing) useRaceClock.setState({ racing: false });
  else {
    if (t >= end) useRaceClock.setState({ t: 0 });
    run();
  }
}

export function raceTo(place: number | 'end'): void {
  const { end } = useRaceClock.getState();
  useRaceClock.setState({ t: place === 'end' ? end : Math.min(Math.max(0, place), end), racing: false });
}

/** The end of the slower lane. It is known once both runs are. */
export function setRaceEnd(end: number): void {
  const now = useRaceClock.getState();
  if (now.end === end) return;
  // Also where the race is to be shown at its end, and that is known only now.
  const wasAtEnd = now.t >= now.end && !now.racing;
  useRaceClock.setState({ end, t: wasAtEnd ? end : Math.min(now.t, end) });
}

function run(): void {
  useRaceClock.setState({ racing: true });
  let last = performance.now();
  const frame = (now: number): void => {
    const { t, end, racing } = useRaceClock.getState();
    if (!racing) return;
    // Until both runs are there the end is 0, and the clock waits for it.
    const next = end === 0 ? 0 : t + Math.max(0, now - last) * usePlayback.getState().speed;
    last = now;
    const done = end > 0 && next >= end;
    useRaceClock.setState({ t: done ? end : next, racing: !done });
    if (!done) requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
}

import { create } from 'zustand';

import { usePlayback } from '../../state/playback.ts';

/** The one clock of the race. It is its own, because the other order may take longer than the run on screen. */
interface RaceClock {
  t: number;
  /** 0 until both runs are there. */
  end: number;
  racing: boolean;
  /** It is to stand at the end, wherever that comes to be. */
  atEnd: boolean;
}

export const useRaceClock = create<RaceClock>()(() => ({ t: 0, end: 0, racing: false, atEnd: false }));

export function isRacing(): boolean {
  return useRaceClock.getState().racing;
}

/** Where motion is unwelcome the race is shown at its end, to be gone through by hand. */
export function startRace(): void {
  useRaceClock.setState({ t: 0, racing: false, atEnd: false });
  if (matchMedia('(prefers-reduced-motion: reduce)').matches) raceTo('end');
  else run();
}

export function toggleRace(): void {
  const { racing, t, end } = useRaceClock.getState();
  if (racing) useRaceClock.setState({ racing: false });
  else {
    if (t >= end) useRaceClock.setState({ t: 0, atEnd: false });
    run();
  }
}

export function raceTo(place: number | 'end'): void {
  const { end } = useRaceClock.getState();
  const t = place === 'end' ? end : Math.min(Math.max(0, place), end);
  useRaceClock.setState({ t, racing: false, atEnd: place === 'end' });
}

/** The end of the slower lane. While another run is read it is not known, and the clock stays where it is. */
export function setRaceEnd(end: number): void {
  const { t, atEnd } = useRaceClock.getState();
  useRaceClock.setState(end === 0 ? { end } : { end, t: atEnd ? end : Math.min(t, end) });
}

function run(): void {
  useRaceClock.setState({ racing: true });
  let last = performance.now();
  const frame = (now: number): void => {
    const { t, end, racing } = useRaceClock.getState();
    if (!racing) return;
    // Until both runs are there the end is 0, and the clock waits for it.
    const next = end === 0 ? t : t + Math.max(0, now - last) * usePlayback.getState().speed;
    last = now;
    const done = end > 0 && next >= end;
    useRaceClock.setState({ t: done ? end : next, racing: !done, atEnd: done });
    if (!done) requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
}

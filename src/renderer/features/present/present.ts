import { create } from 'zustand';

import type { RunRecord } from '../../../core/run/record.ts';
import {
  follow,
  pause,
  play,
  seekEnd,
  seekEvent,
  seekStart,
  setSpeed,
  SPEEDS,
  togglePlay,
  usePlayback,
} from '../../state/playback.ts';
import { isLive, startRun, useRun } from '../../state/run.ts';
import { showOverlay, useView } from '../../state/view.ts';
import { isRacing, raceTo, startRace, toggleRace } from './race-clock.ts';
import { landingFrom } from './story.ts';

/**
 * `prompt`: what was asked. `fields`: the schema's fields, waiting and landing; the playhead says how far it has come.
 * `number`: the number that counts. `race`: two orders on one clock.
 */
export type Scene = 'prompt' | 'fields' | 'number' | 'race';

interface Present {
  scene: Scene;
  /** Nothing is shown, so that people look at the speaker. */
  blank: boolean;
  /** One field at a time, as large as the stage. */
  spotlight: boolean;
  /** JSON Pointer of the field in the light; null is the one that landed last. */
  spot: string | null;
}

const OPENING: Present = { scene: 'prompt', blank: false, spotlight: false, spot: null };

export const usePresent = create<Present>()(() => OPENING);

export function openPresent(): void {
  const { status } = useRun.getState();
  // A run that is arriving is what there is to show; else the story is told from its beginning.
  usePresent.setState(isLive(status) ? { ...OPENING, scene: 'fields' } : OPENING);
  if (!isLive(status)) seekStart();
  pause();
  showOverlay('present');
}

export function leavePresent(): void {
  pause();
  if (useView.getState().overlay === 'present') showOverlay(null);
}

/** What the forward key of a clicker does: always the next thing that there is to see. */
export function forward(): void {
  const { blank, scene } = usePresent.getState();
  if (blank) return toggleBlank();
  usePresent.setState({ spot: null });
  switch (scene) {
    case 'prompt':
      showScene('fields');
      return;
    case 'fields':
      forwardInStory();
      return;
    case 'number':
      showScene('race');
      return;
    case 'race':
      if (isRacing()) raceTo('end');
      return;
    default:
      scene satisfies never;
  }
}

function forwardInStory(): void {
  const { record, status } = useRun.getState();
  if (record === null || record.log.length === 0) {
    void presentRun();
    return;
  }
  const { event, playing, following } = usePlayback.getState();
  if (isLive(status)) {
    if (!following) follow();
  } else if (playing) seekEndPaused();
  else if (isAtEnd(record)) showScene('number');
  else {
    const next = landingFrom(record, event, 1);
    if (next === null) seekEndPaused();
    else seekEvent(next);
  }
}

export function back(): void {
  const { blank, scene } = usePresent.getState();
  if (blank) return toggleBlank();
  usePresent.setState({ spot: null });
  const { record } = useRun.getState();
  switch (scene) {
    case 'prompt':
      return;
    case 'fields': {
      pause();
      const { event } = usePlayback.getState();
      if (event < 0 || record === null) return showScene('prompt');
      // The closing brace lies behind the last landing, at the same event.
      const before = landingFrom(record, isAtEnd(record) ? event + 1 : event, -1);
      if (before === null) seekStart();
      else seekEvent(before);
      return;
    }
    case 'number':
      usePresent.setState({ scene: 'fields' });
      seekEndPaused();
      return;
    case 'race':
      showScene('number');
      return;
    default:
      scene satisfies never;
  }
}

function showScene(scene: Scene): void {
  usePresent.setState({ scene, spot: null });
  if (scene === 'fields' && !isLive(useRun.getState().status)) {
    pause();
    seekStart();
  }
  if (scene === 'race') startRace();
}

/** Plays or holds what is on the stage. */
export function toggle(): void {
  const { scene, blank } = usePresent.getState();
  if (blank) return toggleBlank();
  if (scene === 'race') toggleRace();
  else {
    if (scene !== 'fields') usePresent.setState({ scene: 'fields', spot: null });
    if (scene === 'number') seekStart();
    togglePlay();
  }
}

/** From the first moment again, at the chosen speed: what F5 is on a clicker. */
export function replay(): void {
  usePresent.setState({ blank: false, spot: null });
  if (usePresent.getState().scene === 'race') return startRace();
  usePresent.setState({ scene: 'fields' });
  pause();
  seekStart();
  play();
}

/** Runs the draft anew, and shows it live. */
export async function presentRun(): Promise<void> {
  if (isLive(useRun.getState().status)) return;
  usePresent.setState({ ...OPENING, scene: 'fields' });
  await startRun();
}

export function toggleBlank(): void {
  usePresent.setState(({ blank }) => ({ blank: !blank }));
}

export function toggleSpotlight(): void {
  usePresent.setState(({ spotlight, scene }) => ({
    spotlight: scene === 'fields' ? !spotlight : true,
    scene: 'fields',
  }));
}

export function toggleRaceScene(): void {
  showScene(usePresent.getState().scene === 'race' ? 'number' : 'race');
}

export function changeSpeed(by: 1 | -1): void {
  const at = SPEEDS.indexOf(usePlayback.getState().speed);
  const next = SPEEDS[at + by];
  if (next !== undefined) setSpeed(next);
}

/** At the closing brace: every event shown, and the clock at its end. */
export function isAtEnd(record: RunRecord): boolean {
  const { event, t } = usePlayback.getState();
  return event >= record.log.length - 1 && (t === null || t >= (record.end?.t ?? t));
}

function seekEndPaused(): void {
  pause();
  seekEnd();
}

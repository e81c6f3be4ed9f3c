import {
  back,
  changeSpeed,
  forward,
  leavePresent,
  presentRun,
  replay,
  toggle,
  toggleBlank,
  toggleRaceScene,
  toggleSpotlight,
} from './present.ts';

/**
 * What a clicker sends (PageUp, PageDown, `b` or a full stop for blank, F5 or Shift+F5, Escape), and what a hand at the
 * keyboard expects. Up and Down belong to the light, which the stage moves itself.
 */
const KEYS: Record<string, () => void> = {
  PageDown: forward,
  ArrowRight: forward,
  n: forward,
  PageUp: back,
  ArrowLeft: back,
  p: back,
  Backspace: back,
  ' ': toggle,
  F5: replay,
  b: toggleBlank,
  '.': toggleBlank,
  s: toggleSpotlight,
  r: toggleRaceScene,
  '+': () => changeSpeed(1),
  '=': () => changeSpeed(1),
  '-': () => changeSpeed(-1),
  Escape: leavePresent,
};

/** True where the key was one of the stage's. */
export function pressKey(event: KeyboardEvent): boolean {
  // Mod+Enter starts a run here as it does in the window.
  if ((event.ctrlKey || event.metaKey) && event.key === 'Enter') {
    void presentRun();
    return true;
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  // A list of choices has keys of its own; those that are a clicker's alone stay the stage's.
  if (event.target instanceof HTMLSelectElement && !event.key.startsWith('Page') && event.key !== 'Escape') {
    return false;
  }
  const onButton = event.target instanceof HTMLButtonElement;
  if (onButton && (event.key === ' ' || event.key === 'Enter')) return false;
  const act = KEYS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  act?.();
  return act !== undefined;
}

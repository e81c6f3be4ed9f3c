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

/** Something that can be done on the stage, by a key or by hand. */
export interface StageAction {
  label: string;
  /** As the keyboard event names them; letters in lower case. */
  keys: readonly string[];
  /** The key to tell people of. */
  shown: string;
  run: () => void;
}

/**
 * What a clicker sends (PageUp, PageDown, `b` or a full stop for blank, F5 or Shift+F5, Escape), and what a hand at the
 * keyboard expects. Up and Down belong to the light, which the stage moves itself.
 */
export const ACTIONS = {
  back: { label: 'Back', keys: ['PageUp', 'ArrowLeft', 'p', 'Backspace'], shown: 'PageUp', run: back },
  forward: { label: 'Forward', keys: ['PageDown', 'ArrowRight', 'n'], shown: 'PageDown', run: forward },
  play: { label: 'Play', keys: [' '], shown: 'Space', run: toggle },
  replay: { label: 'From the start', keys: ['F5'], shown: 'F5', run: replay },
  slower: { label: 'Slower', keys: ['-'], shown: '−', run: () => changeSpeed(-1) },
  faster: { label: 'Faster', keys: ['+', '='], shown: '+', run: () => changeSpeed(1) },
  spotlight: { label: 'Spotlight', keys: ['s'], shown: 'S', run: toggleSpotlight },
  race: { label: 'Two orders', keys: ['r'], shown: 'R', run: toggleRaceScene },
  // Mod+Enter starts a run here as it does in the window.
  run: { label: 'Run live', keys: ['Mod+Enter'], shown: 'Ctrl+Enter', run: () => void presentRun() },
  blank: { label: 'Blank', keys: ['b', '.'], shown: 'B', run: toggleBlank },
  leave: { label: 'Leave', keys: ['Escape'], shown: 'Esc', run: leavePresent },
} satisfies { [name: string]: StageAction };

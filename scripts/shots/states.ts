import type { State } from './state.ts';
import { DIALOGS } from './states/dialogs.ts';
import { RUNS } from './states/runs.ts';
import { STAGE } from './states/stage.ts';
import { VIEWS } from './states/views.ts';

/** Every state of the window, in the order in which a person would meet them. */
export const STATES: readonly State[] = [...RUNS, ...VIEWS, ...DIALOGS, ...STAGE];

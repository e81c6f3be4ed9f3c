import { create } from 'zustand';

import { useRun } from './run.ts';
import { changeSettings, useSettings } from './settings.ts';
import { showTab } from './view.ts';

/** Which step is shown, from 0; null while there is no tour. */
export const useTour = create<{ step: number | null }>()(() => ({ step: null }));

export const TOUR_STEPS = 4;

/** On a first start the tour is there by itself, and once left never again. */
export function offerTour(): void {
  if (!useSettings.getState().toured) begin();
}

export function startTour(): void {
  showTab('timeline');
  begin();
}

function begin(): void {
  useTour.setState({ step: 0 });
  const done = useRun.subscribe(({ status }, before) => {
    if (useTour.getState().step !== 0) done();
    // The first step asks for a run; whatever brought one has answered it.
    else if (status !== before.status && status !== 'empty') goOn();
  });
}

export function goOn(): void {
  const { step } = useTour.getState();
  if (step === null) return;
  if (step + 1 >= TOUR_STEPS) leaveTour();
  else useTour.setState({ step: step + 1 });
}

export function leaveTour(): void {
  useTour.setState({ step: null });
  changeSettings({ toured: true });
}

import { isRunning } from '../../state/running.ts';
import { changeSettings, useSettings } from '../../state/settings.ts';
import { showOverlay } from '../../state/view.ts';

export const raceCommands = [
  {
    id: 'race',
    title: 'Race two orders or two connections…',
    run: () => showOverlay('race'),
    enabled: () => !isRunning(),
  },
];

/** Asks for a race of the written order against the one of the what-if. */
export function askForWhatIf(): void {
  const connections = useSettings.getState().race?.connections ?? [];
  changeSettings({ race: { what: 'orders', orders: ['as written', 'what if'], connections } });
  showOverlay('race');
}

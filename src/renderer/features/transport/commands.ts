import { follow, seekEnd, seekStart, setSpeed, SPEEDS, stepBy, togglePlay } from '../../state/playback.ts';
import { isLive, useRun } from '../../state/run.ts';

/** As the registry in `app/commands.ts` takes them. */
export interface FeatureCommand {
  id: string;
  title: string;
  /** `Mod` is Cmd on a Mac and Ctrl elsewhere; single keys count only outside text fields, trees and lists. */
  shortcut?: string;
  run: () => void;
  enabled?: () => boolean;
}

function hasEvents(): boolean {
  const { record } = useRun.getState();
  return record !== null && record.log.length > 0;
}

/** On a button the space bar presses the button. */
function takesSpace(): boolean {
  return hasEvents() && !(document.activeElement instanceof HTMLButtonElement);
}

export const transportCommands: FeatureCommand[] = [
  { id: 'playback.toggle', title: 'Play or pause', shortcut: ' ', run: togglePlay, enabled: takesSpace },
  {
    id: 'playback.next',
    title: 'Next operation',
    shortcut: 'ArrowRight',
    run: () => stepBy(1),
    enabled: hasEvents,
  },
  {
    id: 'playback.previous',
    title: 'Previous operation',
    shortcut: 'ArrowLeft',
    run: () => stepBy(-1),
    enabled: hasEvents,
  },
  { id: 'playback.start', title: 'Go to the start', shortcut: 'Home', run: seekStart, enabled: hasEvents },
  { id: 'playback.end', title: 'Go to the end', shortcut: 'End', run: seekEnd, enabled: hasEvents },
  {
    id: 'playback.live',
    title: 'Follow the live stream',
    run: follow,
    enabled: () => isLive(useRun.getState().status),
  },
  ...SPEEDS.map((speed) => ({
    id: `playback.speed.${speed}`,
    title: `Play at ${speed}×`,
    run: () => setSpeed(speed),
  })),
];

import { create } from 'zustand';

import type { Settings } from '../../bridge/contract.ts';
import { bridge } from './bridge.ts';

/** As main keeps them. Until they have been read, the window goes by these. */
export const useSettings = create<Settings>()(() => ({
  theme: 'system',
  layout: {},
  draft: null,
  connection: null,
  // A tour that should not have come is worse than one that comes late.
  toured: true,
  race: null,
}));

/** A draft is typed; a write per keystroke would be a file per keystroke. */
const WRITE_AFTER_MS = 400;

let unwritten: Partial<Settings> = {};
let timer: ReturnType<typeof setTimeout> | undefined;

export async function readSettings(): Promise<Settings> {
  const settings = await bridge.call('settings.read', {});
  useSettings.setState(settings);
  return settings;
}

/** Takes effect at once, and is written soon. */
export function changeSettings(change: Partial<Settings>): void {
  useSettings.setState(change);
  unwritten = { ...unwritten, ...change };
  clearTimeout(timer);
  timer = setTimeout(writeSettings, WRITE_AFTER_MS);
}

/** The sizes of a group of panels, in percent. */
export function rememberLayout(group: string, sizes: number[]): void {
  changeSettings({ layout: { ...useSettings.getState().layout, [group]: sizes } });
}

function writeSettings(): void {
  clearTimeout(timer);
  if (Object.keys(unwritten).length === 0) return;
  const change = unwritten;
  unwritten = {};
  // What could not be written now goes with the next change.
  bridge.call('settings.write', change).catch(() => {
    unwritten = { ...change, ...unwritten };
  });
}

window.addEventListener('pagehide', writeSettings);

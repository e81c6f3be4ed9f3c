import type { Bridge, BridgeError } from '../../bridge/contract.ts';
import { BRIDGE_PATH } from '../../bridge/wire.ts';
import { dismiss, notify } from './notices.ts';
import { socketBridge } from './socket-bridge.ts';

declare global {
  interface Window {
    /** Put there by the preload of the desktop shell. */
    landfall?: Bridge;
  }
}

/** Whoever asked for something is told only that it failed: what that means for all of the window is said here. */
const ENDED =
  'Landfall itself has ended. What is on screen stays and can be exported; start it again to go on.';

/** The notice that main is gone, while it is. */
let lost: number | null = null;

/** The only way out of the window. */
export const bridge: Bridge =
  window.landfall ?? socketBridge(`${location.origin.replace(/^http/, 'ws')}${BRIDGE_PATH}`, sayReach);

/** What is on screen works on without main, so this is said beside it, once. */
function sayReach(reached: boolean): void {
  if (!reached) lost ??= notify({ tone: 'error', text: ENDED });
  else if (lost !== null) {
    dismiss(lost);
    lost = null;
  }
}

/** What to tell a person about something that a call threw. */
export function problemOf(thrown: unknown): string {
  if (isBridgeError(thrown)) return thrown.message;
  return thrown instanceof Error ? thrown.message : String(thrown);
}

function isBridgeError(thrown: unknown): thrown is BridgeError {
  return (
    typeof thrown === 'object' && thrown !== null && 'message' in thrown && typeof thrown.message === 'string'
  );
}

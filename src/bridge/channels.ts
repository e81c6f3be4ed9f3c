import type { Call, Push } from './verbs.ts';

/** The name of Electron's IPC channel for a call or a push. */
export function channel(name: Call | Push): `landfall:${Call | Push}` {
  return `landfall:${name}`;
}

import type { JsonValue } from '../patch/operation.ts';
import type { Connection, Draft } from './draft.ts';

/** The draft as it is sent: with the connection's wishes of the Simulator, if it is one. What a person wrote wins. */
export function wishing(draft: Draft, { kind, simulator }: Connection): Draft {
  if (kind !== 'simulator' || simulator === undefined) return draft;
  const { faults, after, reasoning } = simulator;
  const wish: { [member: string]: JsonValue } = {
    ...(faults.length === 0 ? {} : { faults }),
    ...(after === null ? {} : { after }),
    ...(reasoning === null ? {} : { reasoning }),
  };
  return Object.keys(wish).length === 0 ? draft : { ...draft, extra: { simulator: wish, ...draft.extra } };
}

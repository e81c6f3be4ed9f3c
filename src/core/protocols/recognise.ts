import type { Frame } from '../wire/frame.ts';
import { payloadOf } from './payload.ts';
import { PROTOCOL_IDS, type ProtocolId, protocol } from './table.ts';

/** The protocol that a frame of a recording is of: the first of the table that recognises it, null where none does. */
export function recogniseFrame(frame: Frame): ProtocolId | null {
  const payload = payloadOf(frame);
  if (payload === null) return null;
  return PROTOCOL_IDS.find((id) => protocol(id).recognises(payload)) ?? null;
}

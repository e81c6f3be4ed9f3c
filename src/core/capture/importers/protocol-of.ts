import { payloadOf } from '../../protocols/payload.ts';
import { PROTOCOL_IDS, protocol, type ProtocolId } from '../../protocols/table.ts';
import type { Frame } from '../../wire/frame.ts';

/** The protocol of a recording, told by the first of its frames that one recognises; null where none does. */
export function protocolOf(frames: readonly Frame[]): ProtocolId | null {
  for (const frame of frames) {
    const payload = payloadOf(frame);
    const found = payload && PROTOCOL_IDS.find((id) => protocol(id).recognises(payload));
    if (found) return found;
  }
  return null;
}

import { dottxtPatch } from './dottxt-patch.ts';
import type { Protocol } from './protocol.ts';

/** Every protocol there is. To add one, see `README.md`. */
const protocols: readonly Protocol[] = [dottxtPatch];

export function protocolById(id: string): Protocol | null {
  return protocols.find((protocol) => protocol.id === id) ?? null;
}

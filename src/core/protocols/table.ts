import { dottxtPatch } from './dottxt-patch.ts';
import { jsonText } from './json-text.ts';
import { openaiChat } from './openai-chat.ts';
import type { Protocol } from './protocol.ts';

/**
 * Every protocol there is, by the id that captures have as `source.protocol`. Files are compared with them in this
 * order. To add one, see `README.md`.
 */
const table = {
  'dottxt.patch': dottxtPatch,
  'openai.chat': openaiChat,
  'json.text': jsonText,
} satisfies { [id: string]: Protocol };

export type ProtocolId = keyof typeof table;

export const PROTOCOL_IDS = Object.keys(table) as readonly ProtocolId[];

export function isProtocolId(id: string): id is ProtocolId {
  return Object.hasOwn(table, id);
}

export function protocol(id: ProtocolId): Protocol {
  return table[id];
}

/** The protocol that a capture names; null where this version does not know it. */
export function protocolById(id: string): Protocol | null {
  return isProtocolId(id) ? table[id] : null;
}

import { agUi } from './ag-ui.ts';
import { anthropicMessages } from './anthropic-messages.ts';
import { dottxtPatch } from './dottxt-patch.ts';
import { gemini } from './gemini.ts';
import { jsonRender } from './json-render.ts';
import { jsonText } from './json-text.ts';
import { jsoncurrent } from './jsoncurrent.ts';
import { langdiff } from './langdiff.ts';
import { langserve } from './langserve.ts';
import { ollama } from './ollama.ts';
import { openaiChat } from './openai-chat.ts';
import { openaiResponses } from './openai-responses.ts';
import type { Protocol } from './protocol.ts';

/**
 * Every protocol there is, by the id that captures have as `source.protocol`; an id never changes its meaning. A frame
 * of a file is of the first that recognises it, so the narrower stand before the wider. To add one, see `README.md`.
 */
const table = {
  'json-render': jsonRender,
  jsoncurrent,
  langdiff,
  'dottxt.patch': dottxtPatch,
  'openai.chat': openaiChat,
  'openai.responses': openaiResponses,
  'anthropic.messages': anthropicMessages,
  gemini,
  ollama,
  'ag-ui': agUi,
  langserve,
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

import type { ProtocolId } from '../table.ts';
import { anthropicMessages } from './anthropic-messages.ts';
import { dottxtPatch } from './dottxt-patch.ts';
import { gemini } from './gemini.ts';
import { ollama } from './ollama.ts';
import { openaiChat } from './openai-chat.ts';
import { openaiResponses } from './openai-responses.ts';
import type { RequestMaker } from './request.ts';

/** The protocols that a run can be sent in. The others are read from files: nobody has said what to send for them. */
const makers: { readonly [id in ProtocolId]?: RequestMaker } = {
  'dottxt.patch': dottxtPatch,
  'openai.chat': openaiChat,
  'openai.responses': openaiResponses,
  'anthropic.messages': anthropicMessages,
  gemini,
  ollama,
};

export function requestMaker(id: ProtocolId): RequestMaker | null {
  return makers[id] ?? null;
}

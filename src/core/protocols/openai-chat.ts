import { member, numberOf, stringOf } from '../capture/members.ts';
import type { EventBody } from '../run/event.ts';
import { TextDocuments } from './documents.ts';
import { payloadDecoder } from './payload.ts';
import type { Protocol } from './protocol.ts';

/**
 * OpenAI chat completions, `stream: true`, as OpenAI, dos.ai, OpenRouter, vLLM, SGLang, llama.cpp and many more send
 * them: `data: {chunk}`, ended by `data: [DONE]`.
 *
 * - `delta.content` is the text of a document; so is `function.arguments` of each tool call, accumulated by `index`.
 * - `delta.reasoning_content` (DeepSeek, llama.cpp) or `delta.reasoning` (OpenRouter, vLLM) is reasoning.
 * - `usage` comes once at the end, or with every chunk (`continuous_usage_stats` of vLLM and SGLang).
 * - `prompt_progress` and `timings` are llama.cpp's. `obfuscation` is noise that OpenAI adds, and is not read.
 *
 * An answer that was not streamed (`message` in place of `delta`) is read as one piece.
 */
export const openaiChat: Protocol = {
  title: 'OpenAI chat completions',
  recording: 'a stream of OpenAI chat completions',
  stored: 'frames',
  framings: ['sse', 'ndjson'],
  recognises({ json }) {
    const object = member(json, 'object');
    if (object === 'chat.completion.chunk' || object === 'chat.completion') return true;
    const [choice] = listOf(json, 'choices');
    return choice !== undefined && (member(choice, 'delta') ?? member(choice, 'finish_reason')) !== undefined;
  },
  decoder() {
    const chat = new Chat();
    return payloadDecoder({
      read: ({ data, json }) => chat.chunk(json) ?? [{ kind: 'unknown', name: 'message', text: data }],
      raw: ({ data }) => (data.trim() === '[DONE]' ? chat.done() : null),
      end: () => chat.end(),
    });
  },
};

class Chat {
  readonly #documents = new TextDocuments();
  readonly #refusals = new Map<number, string>();

  chunk(json: unknown): EventBody[] | null {
    const choices = member(json, 'choices');
    const events = [...momentsOf(json)];
    if (Array.isArray(choices)) for (const choice of choices) events.push(...this.#choice(choice));
    const usage = member(json, 'usage');
    if (usage !== undefined && usage !== null) events.push({ kind: 'usage', data: usage });
    return events.length === 0 && !Array.isArray(choices) ? null : events;
  }

  done(): EventBody[] {
    return [...this.#documents.endAll(), { kind: 'mark', name: 'done' }];
  }

  end(): EventBody[] {
    return this.#documents.endAll();
  }

  #choice(choice: unknown): EventBody[] {
    const delta = member(choice, 'delta') ?? member(choice, 'message');
    const index = numberOf(choice, 'index') ?? 0;
    const prefix = index === 0 ? '' : `${OTHER_CHOICE}${index}/`;
    const events: EventBody[] = [];
    const reasoning = reasoningOf(delta);
    if (reasoning !== '') events.push({ kind: 'reason', text: reasoning });
    const content = contentOf(delta) ?? stringOf(choice, 'text') ?? '';
    if (content !== '') events.push(...this.#documents.push(`${prefix}content`, content));
    for (const [position, call] of callsOf(delta).entries()) {
      const key = `${prefix}tools/${numberOf(call, 'index') ?? position}`;
      const made = member(call, 'function');
      events.push(...this.#documents.push(key, argumentsOf(made), stringOf(made, 'name')));
    }
    const refusal = stringOf(delta, 'refusal') ?? '';
    if (refusal !== '') this.#refusals.set(index, (this.#refusals.get(index) ?? '') + refusal);
    const finish = stringOf(choice, 'finish_reason') ?? '';
    if (finish !== '') events.push(...this.#finish(index, prefix, finish));
    return events;
  }

  #finish(index: number, prefix: string, reason: string): EventBody[] {
    const events: EventBody[] = [];
    const refusal = this.#refusals.get(index);
    this.#refusals.delete(index);
    if (refusal !== undefined) events.push({ kind: 'note', what: 'refusal', path: '', message: refusal });
    const isOwn = (key: string): boolean =>
      prefix === '' ? !key.startsWith(OTHER_CHOICE) : key.startsWith(prefix);
    events.push(...this.#documents.endWhere(isOwn), { kind: 'finish', reason });
    return events;
  }
}

/** Keys of what belongs to a choice beyond the first. */
const OTHER_CHOICE = 'choices/';

function momentsOf(json: unknown): EventBody[] {
  const moments: EventBody[] = [];
  for (const name of ['prompt_progress', 'timings']) {
    const data = member(json, name);
    if (data !== undefined && data !== null) moments.push({ kind: 'mark', name, data });
  }
  return moments;
}

/** Text, or parts of text among parts of thinking (Mistral). */
function contentOf(delta: unknown): string | undefined {
  const content = member(delta, 'content');
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return undefined;
  return content
    .map((part) => (member(part, 'type') === 'text' ? (stringOf(part, 'text') ?? '') : ''))
    .join('');
}

/** Some servers send the same text under both names, so the first counts. */
function reasoningOf(delta: unknown): string {
  const named = stringOf(delta, 'reasoning_content') || stringOf(delta, 'reasoning');
  if (named !== undefined && named !== '') return named;
  const parts = listOf(delta, 'reasoning_details').map((part) => stringOf(part, 'text') ?? '');
  for (const part of listOf(delta, 'content')) {
    for (const thought of listOf(part, 'thinking')) parts.push(stringOf(thought, 'text') ?? '');
  }
  return parts.join('');
}

/** Tool calls; a single `function_call` is what they were before. */
function callsOf(delta: unknown): unknown[] {
  const old = member(delta, 'function_call');
  return old === undefined || old === null ? listOf(delta, 'tool_calls') : [{ index: 0, function: old }];
}

/** A piece of text; a few servers send the arguments as a value. */
function argumentsOf(made: unknown): string {
  const given = member(made, 'arguments');
  if (typeof given === 'string') return given;
  return given === undefined || given === null ? '' : JSON.stringify(given);
}

function listOf(from: unknown, name: string): unknown[] {
  const value = member(from, name);
  return Array.isArray(value) ? value : [];
}

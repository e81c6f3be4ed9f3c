import { elementSources } from '../capture/element-sources.ts';
import { member, numberOf, stringOf } from '../capture/members.ts';
import type { EventBody } from '../run/event.ts';
import { TextDocuments } from './documents.ts';
import { payloadDecoder } from './payload.ts';
import type { Payload, Protocol } from './protocol.ts';

/**
 * Ollama `/api/chat` and `/api/generate`: NDJSON, each line with the server's own clock (`created_at`). The text is in
 * `message.content` or `response`, thinking beside it, tool calls come whole. The last line has `done: true` and the
 * counts; an error is a line of its own without `done`.
 */
export const ollama: Protocol = {
  title: 'Ollama',
  recording: 'a stream of Ollama',
  stored: 'frames',
  framings: ['ndjson', 'sse'],
  recognises: ({ json }) =>
    typeof member(json, 'done') === 'boolean' &&
    (member(json, 'message') ?? member(json, 'response') ?? member(json, 'done_reason')) !== undefined,
  decoder() {
    const chat = new Chat();
    return payloadDecoder({ read: (payload) => chat.line(payload), end: () => chat.end() });
  },
};

/** Of the last line: counts, and durations in nanoseconds. */
const COUNTS = [
  'total_duration',
  'load_duration',
  'prompt_eval_count',
  'prompt_eval_duration',
  'eval_count',
  'eval_duration',
];

class Chat {
  readonly #documents = new TextDocuments();
  #calls = 0;

  line({ data, json }: Payload): EventBody[] {
    const message = member(json, 'message');
    if (message === undefined && member(json, 'response') === undefined && member(json, 'done') !== true) {
      return [{ kind: 'unknown', name: 'message', text: data }];
    }
    const events: EventBody[] = [];
    // `reasoning_content` is what some that speak this protocol call it, after OpenAI's kin.
    const thinking =
      stringOf(message, 'thinking') ??
      stringOf(message, 'reasoning_content') ??
      stringOf(json, 'thinking') ??
      '';
    if (thinking !== '') events.push({ kind: 'reason', text: thinking });
    const text = stringOf(message, 'content') ?? stringOf(json, 'response') ?? '';
    events.push(...this.#documents.push('content', text), ...this.#toolCalls(message, data));
    if (member(json, 'done') === true) events.push(...this.#over(json));
    return events;
  }

  end(): EventBody[] {
    return this.#documents.endAll();
  }

  /** The arguments are an object; its source is fed as text, so that order and spelling stay. */
  #toolCalls(message: unknown, data: string): EventBody[] {
    const calls = member(message, 'tool_calls');
    if (!Array.isArray(calls)) return [];
    const sources = elementSources(sourceAt(data, 'message', 'tool_calls'));
    return calls.flatMap((call: unknown, index) => {
      const key = `tools/${this.#calls++}`;
      const source = sourceAt(sources.get(String(index)) ?? '{}', 'function', 'arguments');
      const told = this.#documents.push(key, source, stringOf(member(call, 'function'), 'name'));
      return [...told, ...this.#documents.end(key)];
    });
  }

  #over(json: unknown): EventBody[] {
    const events = this.#documents.endAll();
    const counts = COUNTS.flatMap((name) => {
      const value = numberOf(json, name);
      return value === undefined ? [] : [[name, value]];
    });
    if (counts.length > 0) events.push({ kind: 'usage', data: Object.fromEntries(counts) });
    const reason = stringOf(json, 'done_reason');
    if (reason !== undefined) events.push({ kind: 'finish', reason });
    events.push({ kind: 'mark', name: 'done' });
    return events;
  }
}

/** The source of a member of a member. */
function sourceAt(text: string, outer: string, inner: string): string {
  return elementSources(elementSources(text).get(outer) ?? '{}').get(inner) ?? '[]';
}

import { member, numberOf, stringOf } from '../capture/members.ts';
import type { EventBody } from '../run/event.ts';
import { TextDocuments } from './documents.ts';
import { payloadDecoder } from './payload.ts';
import type { Payload, Protocol } from './protocol.ts';

/**
 * Anthropic Messages: named events, whose name stands in the payload as `type` too. Content blocks are known by `index`;
 * the text of a block and the `input` of a tool are documents, thinking is reasoning. A tool without input sends no
 * text at all. Usage comes in two parts, at the start and at the end.
 */
export const anthropicMessages: Protocol = {
  title: 'Anthropic Messages',
  recording: 'a stream of Anthropic Messages',
  stored: 'frames',
  framings: ['sse', 'ndjson'],
  recognises: ({ json }) =>
    /^(?:message_(?:start|delta|stop)|content_block_(?:start|delta|stop))$/.test(
      stringOf(json, 'type') ?? '',
    ),
  decoder() {
    const messages = new Messages();
    return payloadDecoder({ read: (payload) => messages.event(payload), end: () => messages.end() });
  },
};

class Messages {
  readonly #documents = new TextDocuments();

  event({ data, json }: Payload): EventBody[] {
    const type = stringOf(json, 'type') ?? '';
    const key = `blocks/${numberOf(json, 'index') ?? 0}`;
    switch (type) {
      case 'message_start':
        return usageOf(member(json, 'message'));
      case 'content_block_start':
        return this.#start(key, member(json, 'content_block'));
      case 'content_block_delta':
        return this.#delta(key, member(json, 'delta'), data);
      case 'content_block_stop':
        return this.#documents.end(key);
      case 'message_delta': {
        const reason = stringOf(member(json, 'delta'), 'stop_reason');
        const finish: EventBody[] = reason === undefined ? [] : [{ kind: 'finish', reason }];
        return [...this.#documents.endAll(), ...usageOf(json), ...finish];
      }
      case 'message_stop':
        return [...this.#documents.endAll(), { kind: 'mark', name: 'done' }];
      case 'ping':
        return [{ kind: 'beat', text: type }];
      default:
        return [{ kind: 'unknown', name: type, text: data }];
    }
  }

  end(): EventBody[] {
    return this.#documents.endAll();
  }

  /** A block may begin with some of its text; a tool's `input` is then still the empty object. */
  #start(key: string, block: unknown): EventBody[] {
    this.#documents.name(key, stringOf(block, 'name') ?? '');
    const thinking = stringOf(block, 'thinking') ?? '';
    if (thinking !== '') return [{ kind: 'reason', text: thinking }];
    return this.#documents.push(key, stringOf(block, 'text') ?? '');
  }

  #delta(key: string, delta: unknown, data: string): EventBody[] {
    switch (stringOf(delta, 'type')) {
      case 'text_delta':
        return this.#documents.push(key, stringOf(delta, 'text') ?? '');
      case 'input_json_delta':
        return this.#documents.push(key, stringOf(delta, 'partial_json') ?? '');
      case 'thinking_delta':
        return [{ kind: 'reason', text: stringOf(delta, 'thinking') ?? '' }];
      case 'signature_delta':
      case 'citations_delta':
        return [];
      case undefined:
      default:
        return [{ kind: 'unknown', name: 'content_block_delta', text: data }];
    }
  }
}

function usageOf(from: unknown): EventBody[] {
  const usage = member(from, 'usage');
  return usage === undefined || usage === null ? [] : [{ kind: 'usage', data: usage }];
}

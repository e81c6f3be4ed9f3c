import { member, numberOf, stringOf } from '../capture/members.ts';
import type { EventBody } from '../run/event.ts';
import { TextDocuments } from './documents.ts';
import { payloadDecoder } from './payload.ts';
import type { Payload, Protocol } from './protocol.ts';

/**
 * OpenAI Responses: named events, whose name stands in the payload as `type` too. The text of each output item is a
 * document, known by `output_index`; so are the arguments of each function call. It has no `[DONE]`.
 */
export const openaiResponses: Protocol = {
  title: 'OpenAI Responses',
  recording: 'a stream of OpenAI Responses',
  stored: 'frames',
  framings: ['sse', 'ndjson'],
  recognises: ({ json }) => /^response\.\w/.test(stringOf(json, 'type') ?? ''),
  decoder() {
    const responses = new Responses();
    return payloadDecoder({ read: (payload) => responses.event(payload), end: () => responses.end() });
  },
};

/** Said for its own sake, or said again by a later event that has all of it. */
const STRUCTURE =
  /^response\.(?:created|queued|in_progress|content_part\.\w+|output_text\.annotation\.added|output_item\.done|reasoning_\w+\.done|reasoning_summary_part\.\w+|custom_tool_call_input\.\w+)$/;

class Responses {
  readonly #documents = new TextDocuments();

  event({ data, json }: Payload): EventBody[] {
    const type = stringOf(json, 'type') ?? '';
    const item = `output/${numberOf(json, 'output_index') ?? 0}`;
    const text = `${item}/${numberOf(json, 'content_index') ?? 0}`;
    const delta = stringOf(json, 'delta') ?? '';
    switch (type) {
      case 'response.output_text.delta':
        return this.#documents.push(text, delta);
      case 'response.output_text.done':
        return this.#whole(text, stringOf(json, 'text'));
      case 'response.output_item.added': {
        const made = member(json, 'item');
        if (stringOf(made, 'type') === 'function_call')
          this.#documents.name(item, stringOf(made, 'name') ?? '');
        return [];
      }
      case 'response.function_call_arguments.delta':
        return this.#documents.push(item, delta);
      case 'response.function_call_arguments.done':
        return this.#whole(item, stringOf(json, 'arguments'));
      case 'response.reasoning_text.delta':
      case 'response.reasoning_summary_text.delta':
        return [{ kind: 'reason', text: delta }];
      case 'response.refusal.delta':
        return [];
      case 'response.refusal.done':
        return [{ kind: 'note', what: 'refusal', path: '', message: stringOf(json, 'refusal') ?? '' }];
      case 'response.completed':
      case 'response.incomplete':
        return this.#over(member(json, 'response'), type === 'response.completed');
      case 'response.failed': {
        const error = member(member(json, 'response'), 'error');
        const message = stringOf(error, 'message') ?? 'the response failed';
        return [
          ...this.#documents.endAll(),
          { kind: 'err', source: 'in-band', message, data: error ?? json },
        ];
      }
      default:
        return STRUCTURE.test(type) ? [] : [{ kind: 'unknown', name: type, text: data }];
    }
  }

  end(): EventBody[] {
    return this.#documents.endAll();
  }

  /** The end of a text; all of it, where none of it came before. */
  #whole(key: string, text: string | undefined): EventBody[] {
    const told = this.#documents.begun(key) ? [] : this.#documents.push(key, text ?? '');
    return [...told, ...this.#documents.end(key)];
  }

  #over(response: unknown, completed: boolean): EventBody[] {
    const events = this.#documents.endAll();
    const usage = member(response, 'usage');
    if (usage !== undefined && usage !== null) events.push({ kind: 'usage', data: usage });
    const reason = completed
      ? 'completed'
      : (stringOf(member(response, 'incomplete_details'), 'reason') ?? 'incomplete');
    events.push({ kind: 'finish', reason }, { kind: 'mark', name: 'done' });
    return events;
  }
}

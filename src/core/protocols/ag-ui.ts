import { elementSources } from '../capture/element-sources.ts';
import { stringOf } from '../capture/members.ts';
import type { EventBody } from '../run/event.ts';
import { TextDocuments } from './documents.ts';
import { operationEvent } from './operation-line.ts';
import { operationsEvent } from './operations-line.ts';
import { payloadDecoder } from './payload.ts';
import type { Payload, Protocol } from './protocol.ts';

/**
 * AG-UI: events without names, whose `type` is in the payload. The shared state is a document that comes as operations:
 * a snapshot, then deltas that each apply whole. Text messages and the arguments of tool calls come as text, each known
 * by its own id.
 */
export const agUi: Protocol = {
  title: 'AG-UI',
  recording: 'a stream of AG-UI events',
  stored: 'frames',
  framings: ['sse', 'ndjson'],
  recognises: ({ json }) =>
    /^(?:RUN_STARTED|RUN_FINISHED|RUN_ERROR|(?:STATE|MESSAGES|ACTIVITY)_(?:SNAPSHOT|DELTA)|(?:TEXT_MESSAGE|TOOL_CALL)_[A-Z]+|STEP_(?:STARTED|FINISHED))$/.test(
      stringOf(json, 'type') ?? '',
    ),
  decoder() {
    const run = new AgentRun();
    return payloadDecoder({ read: (payload) => run.event(payload), end: () => run.end() });
  },
};

const STRUCTURE =
  /^(?:STEP_(?:STARTED|FINISHED)|TEXT_MESSAGE_START|TOOL_CALL_RESULT|MESSAGES_SNAPSHOT|(?:THINKING|REASONING)_(?:START|END|MESSAGE_START|MESSAGE_END|TEXT_MESSAGE_START|TEXT_MESSAGE_END)|REASONING_ENCRYPTED_VALUE)$/;

class AgentRun {
  readonly #documents = new TextDocuments();
  /** Chunks name their message or call in the first one only. */
  #message = '';
  #call = '';

  event({ data, json }: Payload): EventBody[] {
    const type = stringOf(json, 'type') ?? '';
    const delta = stringOf(json, 'delta') ?? '';
    const message = `messages/${stringOf(json, 'messageId') ?? this.#message}`;
    const call = `tools/${stringOf(json, 'toolCallId') ?? this.#call}`;
    switch (type) {
      case 'RUN_STARTED':
        return [{ kind: 'mark', name: 'started' }];
      case 'STATE_SNAPSHOT':
        return this.#state(operationEvent(`{"op":"add","path":"","value":${sourceOf(data, 'snapshot')}}`));
      case 'STATE_DELTA':
        return this.#state(operationsEvent(sourceOf(data, 'delta')));
      case 'TEXT_MESSAGE_CHUNK':
        this.#message = stringOf(json, 'messageId') ?? this.#message;
        return this.#documents.push(message, delta);
      case 'TEXT_MESSAGE_CONTENT':
        return this.#documents.push(message, delta);
      case 'TEXT_MESSAGE_END':
        return this.#documents.end(message);
      case 'TOOL_CALL_START':
        this.#documents.name(call, stringOf(json, 'toolCallName') ?? '');
        return [];
      case 'TOOL_CALL_CHUNK':
        this.#call = stringOf(json, 'toolCallId') ?? this.#call;
        return this.#documents.push(call, delta, stringOf(json, 'toolCallName'));
      case 'TOOL_CALL_ARGS':
        return this.#documents.push(call, delta);
      case 'TOOL_CALL_END':
        return this.#documents.end(call);
      case 'THINKING_TEXT_MESSAGE_CONTENT':
      case 'REASONING_MESSAGE_CONTENT':
      case 'REASONING_MESSAGE_CHUNK':
        return delta === '' ? [] : [{ kind: 'reason', text: delta }];
      case 'RUN_FINISHED':
        return [...this.#documents.endAll(), { kind: 'mark', name: 'done' }];
      case 'RUN_ERROR': {
        const said = stringOf(json, 'message') ?? 'the run failed';
        return [...this.#documents.endAll(), { kind: 'err', source: 'in-band', message: said, data: json }];
      }
      default:
        return STRUCTURE.test(type) ? [] : [{ kind: 'unknown', name: type, text: data }];
    }
  }

  end(): EventBody[] {
    return this.#documents.endAll();
  }

  #state(event: EventBody): EventBody[] {
    return this.#documents.ops('state', 'state', [event]);
  }
}

function sourceOf(text: string, name: string): string {
  return elementSources(text).get(name) ?? 'null';
}

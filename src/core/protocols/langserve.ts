import { elementSources } from '../capture/element-sources.ts';
import { member } from '../capture/members.ts';
import type { EventBody } from '../run/event.ts';
import { operationsEvent } from './operations-line.ts';
import { payloadDecoder } from './payload.ts';
import type { Payload, Protocol } from './protocol.ts';

/**
 * LangServe `stream_log` (LangChain `astream_log`): events `data` with `{"ops":[…]}`, each applied whole, ended by an
 * event `end`. The first replaces the root of a document that is not there yet, which here means that it adds it.
 */
export const langserve: Protocol = {
  title: 'LangServe stream_log',
  recording: 'a log stream of LangServe (astream_log)',
  stored: 'frames',
  framings: ['sse', 'ndjson'],
  recognises: ({ json }) =>
    Array.isArray(member(json, 'ops')) &&
    typeof json === 'object' &&
    json !== null &&
    Object.keys(json).length === 1,
  decoder() {
    const log = new RunLog();
    return payloadDecoder({ read: (payload) => log.event(payload), raw: (payload) => log.bare(payload) });
  },
};

const ROOT_REPLACED = /^\[\s*\{\s*"op"\s*:\s*"replace"\s*,\s*"path"\s*:\s*""/;

class RunLog {
  #begun = false;

  event({ event, data, json }: Payload): EventBody[] {
    if (event === 'end') return [{ kind: 'mark', name: 'done' }];
    if (event === 'metadata') return [{ kind: 'mark', name: event, data: json }];
    const ops = elementSources(data).get('ops');
    if (ops === undefined) return [{ kind: 'unknown', name: event, text: data }];
    const first = !this.#begun;
    this.#begun = true;
    return [operationsEvent(first && ROOT_REPLACED.test(ops) ? ops.replace('"replace"', '"add"') : ops)];
  }

  bare({ event }: Payload): EventBody[] | null {
    return event === 'end' ? [{ kind: 'mark', name: 'done' }] : null;
  }
}

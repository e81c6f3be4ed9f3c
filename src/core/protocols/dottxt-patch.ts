import { checkOperation } from '../patch/check-operation.ts';
import type { EventBody } from '../run/event.ts';
import type { Frame } from '../wire/frame.ts';
import { errorMessage } from './error-message.ts';
import { operationEvent } from './operation-line.ts';
import type { Protocol } from './protocol.ts';
import { unreadableEvent } from './unreadable.ts';

/**
 * dottxt `stream: "patch"`: one RFC 6902 operation a line (NDJSON), or an event `patch` (or unnamed) with one as its
 * data, ended by an event `done`. NDJSON has no end marker.
 */
export const dottxtPatch: Protocol = {
  title: 'dottxt patch stream',
  recording: 'a dottxt patch stream',
  stored: 'ops',
  framings: ['ndjson', 'sse'],
  recognises: ({ json }) => typeof json === 'object' && json !== null && checkOperation(json).ok,
  decoder: () => ({ frame: eventsOf, end: () => [] }),
};

function eventsOf(frame: Frame): EventBody[] {
  switch (frame.kind) {
    case 'text':
    case 'line':
      return [operationEvent(frame.text)];
    case 'sse':
      return sseEvents(frame.event, frame.data);
    case 'comment':
      return [{ kind: 'beat', text: frame.text }];
    case 'bad':
    case 'limit':
      return [unreadableEvent(frame)];
    default:
      return frame satisfies never;
  }
}

function sseEvents(event: string, data: string): EventBody[] {
  switch (event) {
    case 'patch':
    case 'message':
      return [operationEvent(data)];
    case 'done': {
      const said: EventBody[] = isEmpty(data) ? [] : [{ kind: 'unknown', name: event, text: data }];
      return [...said, { kind: 'mark', name: 'done' }];
    }
    case 'error': {
      const value = jsonOrText(data);
      return [{ kind: 'err', source: 'in-band', message: errorMessage(value), data: value }];
    }
    default:
      return [{ kind: 'unknown', name: event, text: data }];
  }
}

function isEmpty(data: string): boolean {
  return data.trim() === '' || /^\s*\{\s*\}\s*$/.test(data);
}

function jsonOrText(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    // Servers send plain sentences here as well; then the sentence is the message.
    return data;
  }
}

import { member, stringOf } from '../capture/members.ts';
import { parsePointer } from '../patch/pointer.ts';
import type { EventBody } from '../run/event.ts';
import type { Frame } from '../wire/frame.ts';
import { ImpliedPatch, sourceOf } from './implied-patch.ts';
import { inBandError } from './in-band-error.ts';
import { payloadOf } from './payload.ts';
import type { Decoder, Payload, Protocol } from './protocol.ts';
import { unreadableEvent } from './unreadable.ts';

/**
 * json-render (npm `@json-render/core`): a model writes operations, one a line, often in a Markdown fence among prose.
 * RFC 6902 with an implied document `{root, elements}`; before 0.4.4 the operation was `set`.
 */
export const jsonRender: Protocol = {
  title: 'json-render',
  recording: 'a spec stream of json-render',
  stored: 'frames',
  framings: ['ndjson', 'sse'],
  recognises({ json }) {
    const op = stringOf(json, 'op');
    const path = stringOf(json, 'path');
    if (path === undefined) return false;
    return op === 'set' || ((op === 'add' || op === 'replace') && /^\/(?:root$|elements\/)/.test(path));
  },
  decoder: specDecoder,
};

const FENCE = /^\s*(?:`{3,}|~{3,})/;

function specDecoder(): Decoder {
  const patch = new ImpliedPatch();
  return {
    frame(frame: Frame) {
      switch (frame.kind) {
        case 'line':
        case 'sse': {
          const payload = payloadOf(frame);
          return payload === null ? [] : readLine(payload, patch);
        }
        case 'comment':
          return [{ kind: 'beat', text: frame.text }];
        case 'text':
          return [{ kind: 'unknown', name: 'text', text: frame.text }];
        case 'bad':
        case 'limit':
          return [unreadableEvent(frame)];
        default:
          return frame satisfies never;
      }
    },
    end: () => [],
  };
}

function readLine(payload: Payload, patch: ImpliedPatch): EventBody[] {
  const { data, json } = payload;
  if (data === '[DONE]') return [{ kind: 'mark', name: 'done' }];
  const error = inBandError(payload);
  if (error !== null && stringOf(json, 'op') === undefined) return [error];
  if (FENCE.test(data)) return [{ kind: 'note', what: 'fence', path: '', message: 'a Markdown code fence' }];
  if (json === undefined && !data.trimStart().startsWith('{')) {
    return [{ kind: 'note', what: 'prose', path: '', message: `text beside the operations: ${data}` }];
  }
  const tokens = parsePointer(stringOf(json, 'path') ?? '');
  if (stringOf(json, 'op') === 'set' && member(json, 'value') !== undefined && Array.isArray(tokens)) {
    return patch.set(tokens, sourceOf(data));
  }
  if (json !== undefined) return patch.take(json, data);
  return [{ kind: 'bad', raw: data, error: { kind: 'syntax', message: 'an operation that is not JSON' } }];
}

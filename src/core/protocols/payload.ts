import type { EventBody } from '../run/event.ts';
import type { Frame } from '../wire/frame.ts';
import { inBandError } from './in-band-error.ts';
import type { Decoder, Payload } from './protocol.ts';
import { unreadableEvent } from './unreadable.ts';

/** The payload of a frame that has one. A line is the data of an event without a name. */
export function payloadOf(frame: Frame): Payload | null {
  if (frame.kind === 'sse') return { event: frame.event, data: frame.data, json: parsed(frame.data) };
  if (frame.kind !== 'line') return null;
  const data = lineData(frame.text);
  return data === null ? null : { event: 'message', data, json: parsed(data) };
}

/** People save streams with `grep ^data:` as well; what is left of the framing then is the field's name. */
function lineData(line: string): string | null {
  return line.startsWith('data:') ? line.slice(line.charCodeAt(5) === 32 ? 6 : 5) : line;
}

/**
 * A decoder of frames whose data is one JSON value each. `read` gets those that are JSON and no error of the server,
 * and `raw` those that are not JSON, which otherwise are unreadable.
 */
export function payloadDecoder(handlers: {
  read(payload: Payload): EventBody[];
  raw?(payload: Payload): EventBody[] | null;
  end?(): EventBody[];
}): Decoder {
  return {
    frame(frame) {
      switch (frame.kind) {
        case 'comment':
          return [{ kind: 'beat', text: frame.text }];
        case 'bad':
        case 'limit':
          return [unreadableEvent(frame)];
        case 'text':
          return [{ kind: 'unknown', name: 'text', text: frame.text }];
        case 'line':
        case 'sse': {
          const payload = payloadOf(frame);
          return payload === null ? [] : readPayload(payload, handlers);
        }
        default:
          return frame satisfies never;
      }
    },
    end: () => handlers.end?.() ?? [],
  };
}

function readPayload(
  payload: Payload,
  handlers: { read(payload: Payload): EventBody[]; raw?(payload: Payload): EventBody[] | null },
): EventBody[] {
  const error = inBandError(payload);
  if (error !== null) return [error];
  if (payload.json !== undefined) return handlers.read(payload);
  const raw = handlers.raw?.(payload) ?? null;
  if (raw !== null) return raw;
  const message = payload.data === '' ? 'an event without data' : `not JSON: ${reasonOf(payload.data)}`;
  return [{ kind: 'bad', raw: payload.data, error: { kind: 'syntax', message } }];
}

function parsed(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    // `readPayload` says why, where that is a fault.
    return undefined;
  }
}

function reasonOf(text: string): string {
  try {
    JSON.parse(text);
    return 'no reason';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

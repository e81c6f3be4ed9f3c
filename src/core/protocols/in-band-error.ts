import { member } from '../capture/members.ts';
import type { EventBody } from '../run/event.ts';
import { errorMessage } from './error-message.ts';
import type { Payload } from './protocol.ts';

/**
 * An error that the server sent in the middle of a stream whose status was 200, in any of the shapes that are about:
 *
 * - `{"error":{"message":…}}`, `{"error":"…"}`, in a payload of any name
 * - `{"object":"error","message":…}` (vLLM before 0.9)
 * - an event named `error`, whatever its data; also the SSE field `error:`, which `wire/` tells as such an event
 *   (llama.cpp until late 2025)
 *
 * Null where the payload is none of these. A member `error` that is null is no error.
 */
export function inBandError({ event, data, json }: Payload): EventBody | null {
  const error = member(json, 'error');
  const isError =
    event === 'error' ||
    (error !== undefined && error !== null && error !== '') ||
    member(json, 'object') === 'error' ||
    member(json, 'type') === 'error';
  if (!isError) return null;
  const value = json === undefined ? data : json;
  return { kind: 'err', source: 'in-band', message: errorMessage(value), data: value };
}

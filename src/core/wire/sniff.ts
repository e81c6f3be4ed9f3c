import type { Framing } from '../capture/header.ts';

/** What a line of an event stream can begin with. */
const STARTS = ['data:', 'event:', 'id:', 'retry:', 'error:', ':'];

/**
 * The framing of a body, of those that its protocol comes in. The first bytes outweigh the `Content-Type`, since proxies
 * and hand-made servers mislabel; where they say nothing, the type decides, and without one the first that is possible.
 * A few bytes are enough.
 */
export function sniffFraming(
  contentType: string | null,
  first: Uint8Array,
  possible: readonly Framing[] = ['ndjson', 'sse'],
): Framing {
  const text = new TextDecoder('utf-8').decode(first.subarray(0, 256)).trimStart();
  const found = wanted(contentType, text).find((framing) => possible.includes(framing));
  return found ?? possible[0] ?? 'ndjson';
}

/** What the bytes and the type speak for, the likeliest first. */
function wanted(contentType: string | null, text: string): Framing[] {
  if (text.startsWith('{')) return ['ndjson', 'text'];
  if (text.startsWith('[')) return ['json-array', 'ndjson', 'text'];
  if (text !== '' && STARTS.some((start) => text.startsWith(start) || start.startsWith(text))) return ['sse'];
  return contentType !== null && /\bevent-stream\b/i.test(contentType) ? ['sse'] : [];
}

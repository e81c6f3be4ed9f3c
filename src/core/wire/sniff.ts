import type { Framing } from '../capture/header.ts';

/** What a line of an event stream can begin with. */
const STARTS = ['data:', 'event:', 'id:', 'retry:', 'error:', ':'];

/**
 * The framing of a body. Its first bytes outweigh its `Content-Type`, since proxies and hand-made servers mislabel;
 * where they say nothing, the type decides, and without one it is NDJSON. A few bytes are enough.
 */
export function sniffFraming(contentType: string | null, first: Uint8Array): Framing {
  const text = new TextDecoder('utf-8').decode(first.subarray(0, 256)).trimStart();
  if (text.startsWith('{') || text.startsWith('[')) return 'ndjson';
  if (text !== '' && STARTS.some((start) => text.startsWith(start) || start.startsWith(text))) return 'sse';
  return contentType !== null && /\bevent-stream\b/i.test(contentType) ? 'sse' : 'ndjson';
}

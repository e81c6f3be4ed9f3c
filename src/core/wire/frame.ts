/**
 * One unit of the framing, before anybody asks what it means.
 *
 * - `line`: a line of NDJSON that is not blank, without its line end; also an element of a JSON array.
 * - `sse`: a dispatched Server-Sent Event; `event` is `message` where the stream names none.
 * - `text`: a piece of a body that has no frames, cut as it came.
 * - `comment`: an SSE comment, without its colon.
 * - `bad`: what the framing itself cannot read. `raw` is bytes where they are not UTF-8.
 * - `limit`: a line or event over the limit. The framer gives nothing after it: the run has to end.
 */
export type Frame =
  | { kind: 'line'; text: string }
  | { kind: 'sse'; event: string; data: string }
  | { kind: 'text'; text: string }
  | { kind: 'comment'; text: string }
  | { kind: 'bad'; raw: string | Uint8Array; why: string }
  | { kind: 'limit'; limit: number; head: string };

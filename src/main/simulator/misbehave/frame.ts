export type Framing = 'ndjson' | 'sse';

/** One thing that a stream says, before it is bytes. `at` is milliseconds since the request was read. */
export type Frame =
  | { at: number; kind: 'message'; event: string | null; field: string; data: string | Uint8Array }
  /** Nothing but a sign of life: a comment of SSE, a blank line of NDJSON. */
  | { at: number; kind: 'beat'; text: string };

/** Bytes that go to the socket together. */
export interface Piece {
  at: number;
  bytes: string | Uint8Array;
}

export function message(at: number, data: string | Uint8Array, event: string | null = null): Frame {
  return { at, kind: 'message', event, field: 'data', data };
}

/** How lines end. */
export interface LineStyle {
  newline: '\n' | '\r\n' | '\r';
  /** Whether the very last line ends at all. */
  last: boolean;
}

export const PLAIN_LINES: LineStyle = { newline: '\n', last: true };

/** A piece for each frame, as text wherever it is text. */
export function* piecesOf(
  frames: readonly Frame[],
  framing: Framing,
  { newline, last }: LineStyle,
): Generator<Piece> {
  for (const [index, frame] of frames.entries()) {
    const ending = last || index < frames.length - 1;
    const gap = ending ? (framing === 'sse' ? newline + newline : newline) : '';
    if (frame.kind === 'beat') {
      yield { at: frame.at, bytes: (framing === 'sse' ? `:${frame.text}` : '') + gap };
      continue;
    }
    const named = frame.event === null ? '' : `event: ${frame.event}${newline}`;
    const head = framing === 'sse' ? `${named}${frame.field}: ` : '';
    const bytes =
      typeof frame.data === 'string'
        ? head + frame.data + gap
        : Buffer.concat([Buffer.from(head), frame.data, Buffer.from(gap)]);
    yield { at: frame.at, bytes };
  }
}

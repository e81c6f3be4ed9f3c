import type { Family, Stream } from './fault.ts';
import type { Frame, Piece } from './frame.ts';

/** The same messages in other bytes, or in other portions. Nothing of this changes what is said. */
export const BYTES: Family = {
  title: 'Writes it differently',
  faults: [
    {
      name: 'crlf',
      description: 'Ends lines with CR and LF.',
      needs: 'stream',
      decides: 'line ends',
      lines: { newline: '\r\n' },
    },
    {
      name: 'cr',
      description: 'Ends lines with CR alone, which SSE allows.',
      needs: 'sse',
      decides: 'line ends',
      lines: { newline: '\r' },
    },
    {
      name: 'no-last-newline',
      description: 'Leaves the line end off the last line.',
      needs: 'stream',
      lines: { last: false },
    },
    {
      name: 'byte-order-mark',
      description: 'Begins with the byte order mark of UTF-8.',
      needs: 'stream',
      pieces: function* marked(pieces) {
        let first = true;
        for (const { at, bytes } of pieces) {
          yield { at, bytes: first ? Buffer.concat([Buffer.from('\uFEFF'), bufferOf(bytes)]) : bytes };
          first = false;
        }
      },
    },
    {
      name: 'several-in-one-write',
      description: 'Holds messages back and sends four in one write.',
      needs: 'stream',
      decides: 'writes',
      pieces: function* batched(pieces) {
        let held: Buffer[] = [];
        let at = 0;
        for (const piece of pieces) {
          held.push(bufferOf(piece.bytes));
          at = piece.at;
          if (held.length < BATCH) continue;
          yield { at, bytes: Buffer.concat(held) };
          held = [];
        }
        if (held.length > 0) yield { at, bytes: Buffer.concat(held) };
      },
    },
    {
      name: 'one-in-many-writes',
      description: 'Sends every message in writes of 16 bytes.',
      needs: 'stream',
      decides: 'writes',
      pieces: function* shredded(pieces) {
        for (const { at, bytes } of pieces) {
          const buffer = bufferOf(bytes);
          for (let from = 0; from < buffer.length; from += SHRED)
            yield { at, bytes: buffer.subarray(from, from + SHRED) };
        }
      },
    },
    {
      name: 'split-utf8',
      description:
        'Ends writes inside characters; each message gets a member to be ignored that has such characters.',
      needs: 'stream',
      stream: (stream) => ({ ...stream, frames: stream.frames.map((frame) => withNote(frame, stream)) }),
      pieces: insideCharacters,
    },
    {
      name: 'gzip',
      description: 'Compresses the body with gzip whether or not it was asked to, flushed at each write.',
      needs: 'any',
      gzip: true,
    },
  ],
};

const BATCH = 4;
const SHRED = 16;

/** Characters of two, three and four bytes. RFC 6902 §4 lets operations have members that it does not define. */
const NOTE = ',"note":"é€𝄞"}';

function withNote(frame: Frame, { dialect }: Stream): Frame {
  if (frame.kind !== 'message' || typeof frame.data !== 'string') return frame;
  const told = dialect === 'patch' ? frame.data.startsWith('{"op":') : frame.data.startsWith('{"id":');
  return told ? { ...frame, data: frame.data.slice(0, -1) + NOTE } : frame;
}

/** A cut behind the first byte of every character that has more. */
function* insideCharacters(pieces: Iterable<Piece>): Generator<Piece> {
  for (const { at, bytes } of pieces) {
    const buffer = bufferOf(bytes);
    let from = 0;
    for (let i = 0; i < buffer.length - 1; i++) {
      if ((buffer[i] ?? 0) < 0xc0) continue;
      yield { at, bytes: buffer.subarray(from, i + 1) };
      from = i + 1;
    }
    yield { at, bytes: buffer.subarray(from) };
  }
}

function bufferOf(bytes: string | Uint8Array): Buffer {
  return Buffer.from(bytes);
}

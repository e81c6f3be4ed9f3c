import type { Family, Fault, Stream } from './fault.ts';
import { type Frame, message } from './frame.ts';

/**
 * Messages that should not be there, or not like that. The answer around them is whole. What is changed comes before what
 * is inserted, and beats come last: they move everything behind them.
 */
export const MESSAGES: Family = {
  title: 'Says odd things',
  faults: [
    {
      name: 'duplicate-keys',
      description:
        'Writes a member twice with the same value: the path of an operation, or the first field of a JSON text.',
      needs: 'any',
      writing: { repeatedMember: true },
      stream: (stream) => (stream.dialect === 'patch' ? withPathTwice(stream) : stream),
    },
    {
      name: 'sorted-keys',
      description: 'Sorts the keys of every object, as some servers do, whatever order the schema declares.',
      needs: 'any',
      writing: { sortedKeys: true },
    },
    inserted(
      'unknown-event',
      'Sends a message of a kind that the protocol does not know.',
      ({ framing }, at) => {
        const text = JSON.stringify({ telemetry: { queue: 3, load: 0.71 } });
        return message(at, text, framing === 'sse' ? 'telemetry' : null);
      },
    ),
    inserted('bad-line', 'Sends a message that is no JSON: its second half is missing.', (stream, at) => {
      const text =
        stream.dialect === 'patch' ? '{"op":"add","path":' : '{"object":"chat.completion.chunk","cho';
      return message(at, text, eventOf(stream));
    }),
    inserted('invalid-utf8', 'Sends a message with bytes that are no UTF-8.', (stream, at) => {
      const bytes = Buffer.concat([Buffer.from('{"note":"'), BROKEN, Buffer.from('"}')]);
      return message(at, bytes, eventOf(stream));
    }),
    {
      ...inserted(
        'impossible-operation',
        'Sends an operation that cannot be applied: it replaces what is not there.',
        (stream, at) => message(at, '{"op":"replace","path":"/no/such/place","value":true}', eventOf(stream)),
      ),
      needs: 'patch',
    },
    {
      name: 'heartbeats',
      description:
        'Sends signs of life from the first moment on: SSE comments, or blank lines where lines are sent.',
      needs: 'stream',
      stream: withBeats,
    },
  ],
};

/** A two-byte lead without its second byte, and half of a four-byte sequence. */
const BROKEN = Buffer.from([0xc3, 0x28, 0xf0, 0x9f]);

/** Milliseconds between signs of life. */
const BEAT_EVERY = 500;
const BEATS = [' OPENROUTER PROCESSING', ' ping', ''];

function inserted(name: string, description: string, frame: (stream: Stream, at: number) => Frame): Fault {
  return {
    name,
    description,
    needs: 'stream',
    stream: (stream) => insert(stream, (at) => frame(stream, at)),
  };
}

function insert(stream: Stream, frame: (at: number) => Frame): Stream {
  const at = stream.frames[stream.strike - 1]?.at ?? stream.start;
  return { ...stream, frames: stream.frames.toSpliced(stream.strike, 0, frame(at)) };
}

/** The event in which the stream's own messages come. */
function eventOf({ framing, dialect }: Stream): string | null {
  return framing === 'sse' && dialect === 'patch' ? 'patch' : null;
}

/** The head goes out at once, with a first beat; one more stands at the strike, however fast the answer is. */
function withBeats(stream: Stream): Stream {
  const struck = insert(stream, (at) => ({ at, kind: 'beat', text: ' keep-alive' }));
  const frames: Frame[] = [];
  let beats = 0;
  function beatUntil(moment: number): void {
    for (; beats === 0 || beats * BEAT_EVERY < moment; beats++) {
      frames.push({ at: beats * BEAT_EVERY, kind: 'beat', text: BEATS[beats % BEATS.length] ?? '' });
    }
  }
  for (const frame of struck.frames) {
    beatUntil(frame.at);
    frames.push(frame);
  }
  beatUntil(struck.end);
  return { ...struck, start: 0, frames };
}

/** Of the operation at the strike, or the last before it. */
function withPathTwice(stream: Stream): Stream {
  const index = stream.frames.findLastIndex((frame, i) => i <= stream.strike && isOperation(frame));
  const frames = stream.frames.map((frame, i) => {
    if (i !== index || frame.kind !== 'message' || typeof frame.data !== 'string') return frame;
    return { ...frame, data: frame.data.replace(/"path":"(?:[^"\\]|\\.)*",/, '$&$&') };
  });
  return { ...stream, frames };
}

function isOperation(frame: Frame): boolean {
  return frame.kind === 'message' && typeof frame.data === 'string' && frame.data.startsWith('{"op":');
}

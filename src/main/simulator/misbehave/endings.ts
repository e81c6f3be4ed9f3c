import type { Family, Fault, Stream } from './fault.ts';
import { type Frame, message } from './frame.ts';

const MESSAGE = 'The engine lost its worker before the answer was complete.';

/** Streams that begin well and end badly: an error said in the stream, a lost connection, silence, a limit. */
export const ENDINGS: Family = {
  title: 'Ends badly',
  faults: [
    said('error-object', 'Says {"error":{…}} as a message of the stream and ends.', 'stream', (at) =>
      message(
        at,
        JSON.stringify({
          error: { message: MESSAGE, type: 'server_error', param: null, code: 'worker_lost' },
        }),
      ),
    ),
    said(
      'error-flat',
      'Says {"object":"error","message":…} as a message, as older vLLM does, and ends.',
      'stream',
      (at) =>
        message(at, JSON.stringify({ object: 'error', message: MESSAGE, type: 'ServerError', code: 500 })),
    ),
    said(
      'error-field',
      'Says it in an SSE field "error:", which is no field of the standard, as older llama.cpp does.',
      'sse',
      (at) => {
        const data = JSON.stringify({ code: 500, message: MESSAGE, type: 'server_error' });
        return { at, kind: 'message', event: null, field: 'error', data };
      },
    ),
    said('error-event', 'Says it in an SSE event of the type "error" and ends.', 'sse', (at) =>
      message(at, JSON.stringify({ error: { message: MESSAGE, type: 'server_error' } }), 'error'),
    ),
    said(
      'error-chunk',
      'Says it in a chunk that also has choices, with the finish reason "error", as OpenRouter does.',
      'chat',
      (at) =>
        message(
          at,
          JSON.stringify({
            object: 'chat.completion.chunk',
            error: { code: 502, message: MESSAGE },
            choices: [{ index: 0, delta: { content: '' }, finish_reason: 'error' }],
          }),
        ),
    ),
    {
      name: 'cut',
      description: 'Loses the connection in the middle of the answer.',
      needs: 'stream',
      decides: 'ending',
      stream: (stream) => ({ ...untilStrike(stream), last: 'cut' }),
    },
    {
      name: 'silence',
      description: 'Stops in the middle of the answer and keeps the connection open without a byte.',
      needs: 'stream',
      decides: 'ending',
      stream: (stream) => ({ ...untilStrike(stream), last: 'silence' }),
    },
    {
      name: 'truncated',
      description: 'Gives the answer half of the tokens that it needs, as a low max_tokens does.',
      needs: 'any',
      halved: true,
    },
  ],
};

function said(name: string, description: string, needs: Fault['needs'], frame: (at: number) => Frame): Fault {
  return {
    name,
    description,
    needs,
    decides: 'ending',
    stream: (stream) => {
      const ended = untilStrike(stream);
      return { ...ended, frames: [...ended.frames, frame(ended.end)] };
    },
  };
}

/** What comes before the strike; the body ends when the next frame would have come. */
function untilStrike(stream: Stream): Stream {
  const frames = stream.frames.slice(0, stream.strike);
  return { ...stream, frames, end: stream.frames[stream.strike]?.at ?? stream.end };
}

import { addAbortSignal } from 'node:stream';

import { visible } from '../../core/json/visible.ts';
import { type CliIo, Failure, PipeClosed } from './io.ts';

const CLEAR_LINE = '\r\u001b[K';

/** One line that is written over; in a pipe there is none. */
function progress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`${CLEAR_LINE}${text}`);
}

/** An interrupt ends the wait for what a person or another program has yet to write. */
async function* stdin(signal: AbortSignal): AsyncGenerator<Uint8Array> {
  try {
    yield* addAbortSignal(signal, process.stdin);
  } finally {
    signal.throwIfAborted();
  }
}

/** The process's own streams. A closed pipe is quiet, and an interrupt gives commands the time to end well. */
export function processIo(): CliIo {
  const ending = new AbortController();
  let over: PipeClosed | Failure | null = null;
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    over ??=
      error.code === 'EPIPE' ? new PipeClosed() : new Failure(`cannot write the output: ${error.message}`);
    ending.abort(over);
  });
  process.stderr.on('error', () => {
    // Nobody reads the notes; the command goes on without them.
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => ending.abort(new Failure('interrupted')));
  }
  return {
    stdin: { [Symbol.asyncIterator]: () => stdin(ending.signal) },
    stdinPiped: !process.stdin.isTTY,
    async out(text) {
      // Files and pipes are written at once; without a turn of the loop neither their errors nor an interrupt are told.
      await new Promise<void>((resolve) => {
        process.stdout.write(text, () => setImmediate(resolve));
      });
      if (over !== null) throw over;
    },
    note(text) {
      progress('');
      // SECURITY: servers and files have their say in notes; a terminal must not take it for commands.
      process.stderr.write(`landfall: ${text.replaceAll(/[^\n\t]+/g, visible)}\n`);
    },
    ...(process.stderr.isTTY ? { progress } : {}),
    env: process.env,
    signal: ending.signal,
  };
}

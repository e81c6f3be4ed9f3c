import { type CliIo, PipeClosed } from './io.ts';

/** The process's own streams. A closed pipe is quiet, and an interrupt gives commands the time to end well. */
export function processIo(): CliIo {
  const ending = new AbortController();
  let closed = false;
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    closed = true;
    ending.abort();
  });
  process.stderr.on('error', () => {
    // Nobody reads the notes; the command goes on without them.
  });
  process.once('SIGINT', () => ending.abort());
  process.once('SIGTERM', () => ending.abort());
  return {
    stdin: process.stdin,
    stdinPiped: !process.stdin.isTTY,
    async out(text) {
      if (closed) throw new PipeClosed();
      // The callback comes when the text is out, and with an error where nobody will read it.
      await new Promise<void>((resolve) => {
        process.stdout.write(text, () => resolve());
      });
      if (closed) throw new PipeClosed();
    },
    note: (text) => void process.stderr.write(`landfall: ${text}\n`),
    env: process.env,
    signal: ending.signal,
  };
}

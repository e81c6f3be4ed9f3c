import { visible } from '../../core/json/visible.ts';
import { type CliIo, PipeClosed } from './io.ts';

const CLEAR_LINE = '\r\u001b[K';

/** One line that is written over; in a pipe there is none. */
function progress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`${CLEAR_LINE}${text}`);
}

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

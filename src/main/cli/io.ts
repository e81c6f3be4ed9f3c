/** What a command touches of the world. Tests give their own. */
export interface CliIo {
  stdin: AsyncIterable<Uint8Array>;
  /** False where a person types: then nothing is waited for. */
  stdinPiped: boolean;
  /** Resolves when more may be written. Rejects with `PipeClosed` where nobody reads any more. */
  out(text: string): Promise<void>;
  /** A line for people. */
  note(text: string): void;
  /** Shows how far a long job is, in place of what it showed before; '' takes it away. Only where a person looks on. */
  progress?: (text: string) => void;
  env: { [name: string]: string | undefined };
  /** Aborted by an interrupt, or where nobody reads the output any more; the reason is what the command then ends with. */
  signal: AbortSignal;
}

/** The reader of our output has gone (`| head`): no error, just the end. */
export class PipeClosed extends Error {}

/** Something that stops the command and is the world's fault: exit code 1. */
export class Failure extends Error {}

/** A command that was called wrongly: exit code 2. */
export class UsageError extends Error {}

/** Strings of about this many characters go out at once: a write a line would cost more than the line. */
const BATCH = 65_536;

/** Gathers text and writes it in batches. */
export function batched(io: CliIo): { write(text: string): Promise<void> | undefined; end(): Promise<void> } {
  let waiting = '';
  async function flush(): Promise<void> {
    const text = waiting;
    waiting = '';
    io.signal.throwIfAborted();
    if (text !== '') await io.out(text);
  }
  return {
    write(text) {
      waiting += text;
      return waiting.length < BATCH ? undefined : flush();
    },
    end: flush,
  };
}

import { open } from 'node:fs/promises';

import { Failure } from './io.ts';

export interface CaptureSink {
  write(lines: string): void;
  /** Resolves when all is on the disk; with a message where it is not. */
  end(): Promise<string | null>;
}

/** Appends to a file, which may hold other runs. It is opened before anything is sent, so a bad path costs no run. */
export async function captureSink(path: string): Promise<CaptureSink> {
  let last: Promise<unknown>;
  let problem: string | null = null;
  const failed = (error: unknown): void => {
    problem ??= error instanceof Error ? error.message : String(error);
  };
  const file = await open(path, 'a+').catch((error: unknown) => {
    throw new Failure(`cannot write ${path}: ${error instanceof Error ? error.message : String(error)}`);
  });
  const { size } = await file.stat();
  const { buffer } = await file.read(Buffer.alloc(1), 0, 1, Math.max(0, size - 1));
  // A run behind a torn one begins on a line of its own.
  last = size > 0 && buffer[0] !== 10 ? file.appendFile('\n') : Promise.resolve();
  return {
    write(lines) {
      last = last.then(() => file.appendFile(`${lines}\n`)).catch(failed);
    },
    async end() {
      await last;
      await file.sync().catch(failed);
      await file.close().catch(failed);
      return problem;
    },
  };
}

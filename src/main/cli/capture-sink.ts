import { open } from 'node:fs/promises';

import { type Recording, recordInto } from '../library/capture-writer.ts';
import { Failure } from './io.ts';

/**
 * Adds to a file, which may hold other runs. It is opened before anything is sent, so a bad path costs no run.
 * `onProblem` is told once, in a sentence, when the file takes no more.
 */
export async function captureSink(path: string, onProblem: (problem: string) => void): Promise<Recording> {
  try {
    const file = await open(path, 'a+');
    const { size } = await file.stat();
    const { buffer } = await file.read(Buffer.alloc(1), 0, 1, Math.max(0, size - 1));
    // A run behind a torn one begins on a line of its own.
    if (size > 0 && buffer[0] !== 10) await file.appendFile('\n');
    return recordInto(file, onProblem);
  } catch (error) {
    throw new Failure(`cannot write ${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

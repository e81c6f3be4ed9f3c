import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';

import { type CliIo, Failure } from './io.ts';

/** Large enough that a file of 57 MB takes some sixty reads. */
const READ_BYTES = 1024 * 1024;

/** The bytes of a file, or of the standard input for `-`. */
export async function* fileBytes(io: CliIo, path: string): AsyncGenerator<Uint8Array> {
  if (path === '-') {
    yield* io.stdin;
    return;
  }
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: READ_BYTES })) {
      io.signal.throwIfAborted();
      if (chunk instanceof Uint8Array) yield chunk;
    }
  } catch (error) {
    io.signal.throwIfAborted();
    throw readFailure(path, error);
  }
}

/** The text of a small file, or of the standard input for `-`. */
export async function fileText(io: CliIo, path: string): Promise<string> {
  if (path === '-') return streamText(io.stdin);
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw readFailure(path, error);
  }
}

export async function streamText(stream: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

const REASONS: { [code: string]: string } = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'it may not be read',
};

function readFailure(path: string, error: unknown): Failure {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const why = REASONS[code] ?? (error instanceof Error ? error.message : String(error));
  return new Failure(`cannot read ${path}: ${why}`);
}

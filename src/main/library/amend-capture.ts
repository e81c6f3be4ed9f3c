import { open } from 'node:fs/promises';

/** The line of a run's end carries usage and at most 64 KiB of a refusal. */
const LAST_LINE_BYTES = 256 * 1024;
const LF = 10;

/**
 * Puts a line into a finished capture, in front of its last one: whoever looks at a file's end still finds the end of
 * the run there. In place and synced: only the last line, some hundred bytes, is written again behind the new one.
 */
export async function amendCapture(path: string, line: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    const { size } = await file.stat();
    const length = Math.min(size, LAST_LINE_BYTES);
    const { buffer } = await file.read(Buffer.alloc(length), 0, length, size - length);
    const start = buffer.lastIndexOf(LF, length - 2) + 1;
    const text = Buffer.concat([Buffer.from(`${line}\n`), buffer.subarray(start)]);
    await file.write(text, 0, text.length, size - length + start);
    await file.sync();
  } finally {
    await file.close();
  }
}

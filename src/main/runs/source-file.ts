import { type FileHandle, open } from 'node:fs/promises';
import type { Arrival } from '../library/arrival.ts';
import { Refusal } from '../refusal.ts';

/** A file that is read from its beginning; it may still be on its way. */
export class SourceFile {
  /** Bytes of the whole. */
  readonly size: number;
  readonly #file: FileHandle;
  readonly #arrival: Arrival | undefined;

  private constructor(file: FileHandle, size: number, arrival: Arrival | undefined) {
    this.#file = file;
    this.size = size;
    this.#arrival = arrival;
  }

  /** `name`: as told to a person where it cannot be opened. */
  static async open(path: string, name: string, arrival: Arrival | undefined): Promise<SourceFile> {
    try {
      const file = await open(path, 'r');
      const stat = await file.stat();
      if (stat.isFile()) return new SourceFile(file, arrival?.size ?? stat.size, arrival);
      await file.close();
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : null;
      if (code === 'ENOENT') throw new Refusal('not found', `There is no file ${name}.`);
      throw new Refusal('unreadable', `${name} cannot be read (${String(code)}).`);
    }
    throw new Refusal('unreadable', `${name} is not a file.`);
  }

  /** Bytes that can be read now. */
  get here(): number {
    return this.#arrival?.here ?? this.size;
  }

  /** As many bytes as that, fewer at the end of the file. Waits for what is on its way. */
  async read(position: number, length: number): Promise<Buffer<ArrayBuffer>> {
    await this.#arrival?.reach(position + length);
    const { bytesRead, buffer } = await this.#file.read(Buffer.allocUnsafe(length), 0, length, position);
    return buffer.subarray(0, bytesRead);
  }

  close(): Promise<void> {
    return this.#file.close();
  }
}

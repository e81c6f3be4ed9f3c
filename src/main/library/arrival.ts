import type { Refusal } from '../refusal.ts';

/** How much of a file is there while it is brought in. Whoever reads it meanwhile waits here for what it needs. */
export class Arrival {
  /** Bytes of the whole file. */
  readonly size: number;
  /** Bytes that can be read. */
  here = 0;
  #over: Refusal | null = null;
  readonly #waiting = new Set<() => void>();

  constructor(size: number) {
    this.size = size;
  }

  /** Nobody wants the rest, or it will not come. */
  get isOver(): boolean {
    return this.#over !== null;
  }

  grow(bytes: number): void {
    this.here += bytes;
    this.#wake();
  }

  stop(reason: Refusal): void {
    this.#over ??= reason;
    this.#wake();
  }

  /** Resolves once the first so many bytes are there, of a shorter file all; rejects where they will not come. */
  async reach(bytes: number): Promise<void> {
    while (this.here < Math.min(bytes, this.size)) {
      if (this.#over !== null) throw this.#over;
      await new Promise<void>((resolve) => this.#waiting.add(resolve));
    }
  }

  #wake(): void {
    for (const wake of this.#waiting) wake();
    this.#waiting.clear();
  }
}

import type { CliIo } from './io.ts';

/** Often enough to look alive, seldom enough to cost nothing. */
const EVERY_MS = 100;

export interface Progress {
  /** `text` is made only where it will be shown. */
  show(text: () => string): void;
  done(): void;
}

/** Progress for a person who looks on; silent in a pipe. */
export function progressOf({ progress }: CliIo): Progress {
  if (progress === undefined) return { show() {}, done() {} };
  let last = -Infinity;
  return {
    show(text) {
      const now = performance.now();
      if (now - last < EVERY_MS) return;
      last = now;
      progress(text());
    },
    done: () => progress(''),
  };
}

/** `12.3 MB of 57.0 MB`. */
export function shareOf(bytes: number, total: number | null): string {
  return total === null ? megabytes(bytes) : `${megabytes(bytes)} of ${megabytes(total)}`;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

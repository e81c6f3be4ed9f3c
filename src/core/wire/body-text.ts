import type { Frame } from './frame.ts';

const REPLACEMENT = '\ufffd';

/**
 * The text of a body that is not cut into lines. Where a line that is no UTF-8 can be told as bytes, here what is not
 * UTF-8 becomes U+FFFD, at the same places for every cut, and that is told once.
 */
export class BodyText {
  readonly #lenient = new TextDecoder('utf-8');
  #strict: TextDecoder | null = new TextDecoder('utf-8', { fatal: true });

  /** Gives the text that these bytes complete; adds a frame where they spoil it. */
  push(bytes: Uint8Array | null, out: Frame[]): string {
    const stream = bytes !== null;
    const text = this.#lenient.decode(bytes ?? undefined, { stream });
    if (this.#strict !== null && this.#isSpoilt(this.#strict, bytes, stream)) {
      this.#strict = null;
      const why = `not UTF-8: what is not is shown as ${REPLACEMENT}`;
      out.push({ kind: 'bad', raw: bytes === null ? text : bytes.slice(0, SHOWN), why });
    }
    return text;
  }

  #isSpoilt(strict: TextDecoder, bytes: Uint8Array | null, stream: boolean): boolean {
    try {
      strict.decode(bytes ?? undefined, { stream });
      return false;
    } catch {
      // A fatal decoder throws where the bytes are not UTF-8.
      return true;
    }
  }
}

/** Bytes of the spoilt read that are kept. */
const SHOWN = 200;

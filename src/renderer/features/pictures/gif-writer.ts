import { INDEX_BITS, lzw } from './gif-lzw.ts';
import { nearest, paletteOf } from './gif-palette.ts';

/** The last of the colour table stands for "as it was". */
const SAME = 255;
/** GIF 89a counts hundredths of a second, and browsers take less than two of them for ten. */
const TICK_MS = 10;
const OPAQUE = 0xffffff;

interface Frame {
  indices: Uint8Array;
  left: number;
  top: number;
  width: number;
  height: number;
  delay: number;
}

/**
 * Writes pictures of one size as an animated GIF (89a) that repeats. Of a picture only the rectangle that is not as it
 * was is written, and one that is the same in all makes the one before stand longer: what rests costs nothing.
 */
export class GifWriter {
  readonly #width: number;
  readonly #height: number;
  readonly #palette: number[];
  readonly #known = new Map<number, number>();
  readonly #parts: Uint8Array<ArrayBuffer>[] = [];
  #before: Uint32Array;
  #waiting: Frame | null = null;

  /** `samples`: RGBA of pictures that together have the colours that are to come. */
  constructor(width: number, height: number, samples: readonly Uint8ClampedArray<ArrayBuffer>[]) {
    this.#width = width;
    this.#height = height;
    const counts = new Map<number, number>();
    for (const sample of samples) {
      for (const pixel of wordsOf(sample)) {
        const colour = pixel & OPAQUE;
        counts.set(colour, (counts.get(colour) ?? 0) + 1);
      }
    }
    this.#palette = paletteOf(counts, SAME);
    // No colour of an opaque picture, so the first is written whole.
    this.#before = new Uint32Array(width * height);
    this.#begin();
  }

  /** `pixels`: RGBA, opaque. `delay`: milliseconds for which it stands, to a hundredth of a second. */
  add(pixels: Uint8ClampedArray<ArrayBuffer>, delay: number): void {
    const now = wordsOf(pixels).slice();
    const frame = this.#changes(now);
    if (frame === null) {
      if (this.#waiting !== null) this.#waiting.delay += delay;
      return;
    }
    this.#writeWaiting();
    this.#waiting = { ...frame, delay };
    this.#before = now;
  }

  finish(): Uint8Array<ArrayBuffer> {
    this.#writeWaiting();
    this.#parts.push(Uint8Array.of(0x3b));
    const whole = new Uint8Array(this.#parts.reduce((length, part) => length + part.length, 0));
    let at = 0;
    for (const part of this.#parts) {
      whole.set(part, at);
      at += part.length;
    }
    return whole;
  }

  /** The rectangle around all that is not as it was; null where nothing is. */
  #changes(now: Uint32Array): Omit<Frame, 'delay'> | null {
    const width = this.#width;
    let [left, top, right, bottom] = [width, this.#height, -1, -1];
    for (let i = 0; i < now.length; i++) {
      if (now[i] === this.#before[i]) continue;
      const x = i % width;
      const y = (i - x) / width;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = y;
    }
    if (right < 0) return null;
    const frame = { left, top, width: right - left + 1, height: bottom - top + 1 };
    const indices = new Uint8Array(frame.width * frame.height);
    let to = 0;
    for (let y = top; y <= bottom; y++) {
      for (let i = y * width + left; i <= y * width + right; i++) {
        const pixel = now[i] ?? 0;
        indices[to++] = pixel === this.#before[i] ? SAME : this.#indexOf(pixel & OPAQUE);
      }
    }
    return { ...frame, indices };
  }

  #indexOf(colour: number): number {
    let index = this.#known.get(colour);
    if (index === undefined) {
      index = nearest(this.#palette, colour);
      this.#known.set(colour, index);
    }
    return index;
  }

  /** Header, screen, colour table of 256, and the extension by which browsers repeat (NETSCAPE2.0, 0: for ever). */
  #begin(): void {
    const table = Array.from({ length: 256 }, (_, i) => this.#palette[i] ?? 0);
    this.#parts.push(
      ascii('GIF89a'),
      Uint8Array.of(...short(this.#width), ...short(this.#height), 0xf7, 0, 0),
      Uint8Array.from(table.flatMap((colour) => [colour & 255, (colour >> 8) & 255, (colour >> 16) & 255])),
      Uint8Array.of(0x21, 0xff, 11),
      ascii('NETSCAPE2.0'),
      Uint8Array.of(3, 1, ...short(0), 0),
    );
  }

  #writeWaiting(): void {
    if (this.#waiting === null) return;
    const { indices, left, top, width, height, delay } = this.#waiting;
    const ticks = Math.max(2, Math.round(delay / TICK_MS));
    this.#parts.push(
      // Left standing (disposal 1), with a transparent colour.
      Uint8Array.of(0x21, 0xf9, 4, 0b101, ...short(ticks), SAME, 0),
      Uint8Array.of(0x2c, ...short(left), ...short(top), ...short(width), ...short(height), 0, INDEX_BITS),
    );
    const data = lzw(indices);
    for (let from = 0; from < data.length; from += 255) {
      const block = data.subarray(from, from + 255);
      this.#parts.push(Uint8Array.of(block.length), block);
    }
    this.#parts.push(Uint8Array.of(0));
  }
}

function wordsOf(pixels: Uint8ClampedArray<ArrayBuffer>): Uint32Array {
  return new Uint32Array(pixels.buffer, pixels.byteOffset, pixels.length / 4);
}

function short(value: number): [number, number] {
  return [value & 255, value >> 8];
}

function ascii(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

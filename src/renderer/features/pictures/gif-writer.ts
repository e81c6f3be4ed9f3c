import { GIFEncoder, nearestColorIndex, quantize } from 'gifenc';

/** A colour table of 256 less the one that stands for "as it was". */
const MOST_COLOURS = 255;
/** GIF 89a counts hundredths of a second, and browsers take less than two of them for ten. */
const TICK_MS = 10;

/**
 * Writes pictures of one size as an animated GIF that repeats. A pixel that is as it was in the picture before is left
 * out, and a picture that is the same in all makes the one before stand longer, so what rests costs next to nothing.
 */
export class GifWriter {
  readonly #encoder = GIFEncoder();
  readonly #width: number;
  readonly #height: number;
  readonly #palette: ReturnType<typeof quantize>;
  /** Colours as they lie in memory, to their index. */
  readonly #known = new Map<number, number>();
  #before: Uint32Array | null = null;
  #waiting: { indices: Uint8Array; delay: number } | null = null;
  #isFirst = true;

  /** `samples`: RGBA of pictures that together have the colours that are to come. */
  constructor(width: number, height: number, samples: readonly Uint8ClampedArray[]) {
    this.#width = width;
    this.#height = height;
    const joined = new Uint8ClampedArray(samples.length * width * height * 4);
    samples.forEach((sample, i) => joined.set(sample, i * sample.length));
    this.#palette = quantize(joined, MOST_COLOURS);
  }

  /** `pixels`: RGBA, opaque. `delay`: milliseconds for which it stands, to a hundredth of a second. */
  add(pixels: Uint8ClampedArray<ArrayBuffer>, delay: number): void {
    const now = new Uint32Array(pixels.buffer.slice(0));
    const before = this.#before;
    const indices = new Uint8Array(now.length);
    let changed = before === null;
    for (let i = 0; i < now.length; i++) {
      const colour = now[i] ?? 0;
      if (before !== null && colour === before[i]) indices[i] = this.#palette.length;
      else {
        indices[i] = this.#indexOf(colour);
        changed = true;
      }
    }
    if (this.#waiting !== null && !changed) {
      this.#waiting.delay += delay;
      return;
    }
    this.#writeWaiting();
    this.#waiting = { indices, delay };
    this.#before = now;
  }

  finish(): Uint8Array<ArrayBuffer> {
    this.#writeWaiting();
    this.#encoder.finish();
    return this.#encoder.bytes();
  }

  /** `colour`: little-endian RGBA. */
  #indexOf(colour: number): number {
    let index = this.#known.get(colour);
    if (index === undefined) {
      index = nearestColorIndex(this.#palette, [colour & 255, (colour >> 8) & 255, (colour >> 16) & 255]);
      this.#known.set(colour, index);
    }
    return index;
  }

  #writeWaiting(): void {
    if (this.#waiting === null) return;
    const { indices, delay } = this.#waiting;
    this.#encoder.writeFrame(indices, this.#width, this.#height, {
      ...(this.#isFirst ? { palette: [...this.#palette, [0, 0, 0]] } : {}),
      delay: Math.max(2 * TICK_MS, delay),
      transparent: true,
      transparentIndex: this.#palette.length,
      dispose: 1,
    });
    this.#isFirst = false;
  }
}

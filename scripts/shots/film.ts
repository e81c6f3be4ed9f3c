import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { build } from 'vite';
import { ROOT } from '../../e2e/serve.ts';
import type { GifWriter } from '../../src/renderer/features/pictures/gif-writer.ts';

/** Milliseconds of the window's time between two pictures. */
const FRAME_MS = 60;

/**
 * Films a page: its clock is held and moved on picture by picture, so that the film is the same on any machine however
 * long a picture takes. The pictures become a GIF by the app's own encoder, in a page of its own.
 */
export class Film {
  readonly #page: Page;
  readonly #frames: { png: Buffer; delay: number }[] = [];

  constructor(page: Page) {
    this.#page = page;
  }

  /** Moves the page on by so many milliseconds, and keeps what is seen. */
  async roll(ms: number): Promise<void> {
    for (let rest = ms; rest > 0; rest -= FRAME_MS) {
      await this.#page.clock.runFor(Math.min(rest, FRAME_MS));
      await this.hold(FRAME_MS);
    }
  }

  /** What is seen now stands for so long. */
  async hold(ms: number): Promise<void> {
    this.#frames.push({ png: await this.#page.screenshot(), delay: ms });
  }

  async develop(): Promise<Buffer> {
    const page = await this.#page.context().newPage();
    await page.addScriptTag({ content: await encoder() });
    const frames = this.#frames.map(({ png, delay }) => ({ png: png.toString('base64'), delay }));
    const gif = await page.evaluate(encode, frames);
    await page.close();
    return Buffer.from(gif, 'base64');
  }
}

/** What `encoder` brings into the page. */
declare const Gif: { GifWriter: typeof GifWriter };

/** In the page, which alone reads PNG. Every eighth picture together have all the colours that there are. */
async function encode(frames: { png: string; delay: number }[]): Promise<string> {
  const samples: Uint8ClampedArray<ArrayBuffer>[] = [];
  let gif: GifWriter | null = null;
  for (const pass of ['colours', 'pictures']) {
    for (const [i, { png, delay }] of frames.entries()) {
      if (pass === 'colours' && i % 8 !== 0) continue;
      const bytes = Uint8Array.from(atob(png), (character) => character.charCodeAt(0));
      const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
      const { width, height } = image;
      const ctx = new OffscreenCanvas(width, height).getContext('2d');
      if (ctx === null) throw new Error('no canvas');
      ctx.drawImage(image, 0, 0);
      const { data } = ctx.getImageData(0, 0, width, height);
      if (pass === 'colours') samples.push(data);
      else {
        gif ??= new Gif.GifWriter(width, height, samples);
        gif.add(data, delay);
      }
    }
  }
  let binary = '';
  for (const byte of gif?.finish() ?? []) binary += String.fromCharCode(byte);
  return btoa(binary);
}

/** The app's encoder as a script for a page. */
async function encoder(): Promise<string> {
  const result = await build({
    configFile: false,
    root: ROOT,
    logLevel: 'error',
    build: {
      write: false,
      lib: {
        entry: join(ROOT, 'src/renderer/features/pictures/gif-writer.ts'),
        formats: ['iife'],
        name: 'Gif',
      },
    },
  });
  const [output] = Array.isArray(result) ? result : [result];
  const chunk = output !== undefined && 'output' in output ? output.output[0] : undefined;
  if (chunk === undefined) throw new Error('the encoder was not built');
  return chunk.code;
}

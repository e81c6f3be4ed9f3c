import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import type { LandfallWindow } from './window.ts';

async function exported(landfall: LandfallWindow, item: string): Promise<Buffer> {
  await landfall.page.getByRole('button', { name: /^Export/ }).click();
  const download = landfall.page.waitForEvent('download');
  await landfall.page.getByRole('menuitem', { name: item, exact: true }).click();
  return readFileSync(await (await download).path());
}

interface Seen {
  width: number;
  height: number;
  /** Distinct colours, counted up to a hundred, and the colour of the corner. */
  colours: number;
  corner: number[];
}

/** What the picture shows, by its pixels. */
function look(page: Page, type: string, bytes: Buffer): Promise<Seen> {
  return page.evaluate(
    async (url) => {
      const image = new Image();
      image.src = url;
      await image.decode();
      const canvas = document.createElement('canvas');
      canvas.width = image.naturalWidth;
      canvas.height = image.naturalHeight;
      const ctx = canvas.getContext('2d');
      ctx?.drawImage(image, 0, 0);
      const data = ctx?.getImageData(0, 0, canvas.width, canvas.height).data ?? new Uint8ClampedArray();
      const colours = new Set<number>();
      for (let i = 0; i < data.length && colours.size < 100; i += 4) {
        colours.add(((data[i] ?? 0) << 16) | ((data[i + 1] ?? 0) << 8) | (data[i + 2] ?? 0));
      }
      return {
        width: canvas.width,
        height: canvas.height,
        colours: colours.size,
        corner: Array.from(data.slice(0, 3)),
      };
    },
    `data:${type};base64,${bytes.toString('base64')}`,
  );
}

for (const [colorScheme, corner] of [
  ['dark', [17, 20, 24]],
  ['light', [255, 255, 255]],
] as const) {
  test(`should draw the timeline as PNG at twice its size and as SVG, ${colorScheme}`, async ({ start }) => {
    const landfall = await start({ colorScheme });
    await landfall.run();
    await landfall.ended();
    const png = await look(landfall.page, 'image/png', await exported(landfall, 'Picture (PNG)'));
    expect(png.width).toBe(1920);
    expect(png.colours).toBeGreaterThan(30);
    expect(png.corner).toEqual(corner);
    const bytes = await exported(landfall, 'Picture (SVG)');
    expect(bytes.toString('utf8')).toContain('>intent<');
    expect(bytes.toString('utf8')).toContain('simulated');
    const svg = await look(landfall.page, 'image/svg+xml', bytes);
    expect(svg.width).toBe(960);
    expect(svg.height * 2).toBe(png.height);
    expect(svg.colours).toBeGreaterThan(30);
  });
}

test('should copy the picture to the clipboard', async ({ landfall, shell }) => {
  test.skip(shell === 'desktop', 'the clipboard of a desktop is a person’s');
  await landfall.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await landfall.run();
  await landfall.ended();
  await landfall.page.getByRole('button', { name: /^Export/ }).click();
  await landfall.page.getByRole('menuitem', { name: 'Copy picture' }).click();
  await expect(landfall.page.getByText('Picture copied')).toBeVisible();
  const size = await landfall.page.evaluate(async () => {
    const [item] = await navigator.clipboard.read();
    return (await item?.getType('image/png'))?.size ?? 0;
  });
  expect(size).toBeGreaterThan(5_000);
});

test('should record a short animation as WebM', async ({ landfall }) => {
  await landfall.run();
  await landfall.ended();
  const bytes = await exported(landfall, 'Animation (WebM)');
  // EBML (RFC 8794 §11.2.1): every WebM file begins with it.
  expect(bytes.subarray(0, 4).toString('hex')).toBe('1a45dfa3');
  expect(bytes.length).toBeGreaterThan(20_000);
});

test('should draw a short animation as GIF, in which the run goes on', async ({ landfall }) => {
  await landfall.run();
  await landfall.ended();
  const bytes = await exported(landfall, 'Animation (GIF)');
  expect(bytes.length).toBeLessThan(1_000_000);
  const film = await watch(landfall.page, bytes);
  expect(film.width).toBe(1320);
  expect(film.frames).toBeGreaterThan(30);
  // As long as the run, and a rest at its end.
  expect(film.ms).toBeGreaterThan(3000);
  const [first = 0, middle = 0, last = 0] = film.drawn;
  expect(middle).toBeGreaterThan(first * 1.02);
  expect(last).toBeGreaterThan(first * 1.02);
  expect(last).not.toBe(middle);
});

/** Plays a GIF: its size, and at its start, middle and end how many pixels differ from its corner. */
function watch(
  page: Page,
  bytes: Buffer,
): Promise<{ width: number; frames: number; ms: number; drawn: number[] }> {
  return page.evaluate(async (base64) => {
    const data = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    const decoder = new ImageDecoder({ data, type: 'image/gif' });
    await Promise.all([decoder.tracks.ready, decoder.completed]);
    const frames = decoder.tracks.selectedTrack?.frameCount ?? 0;
    const drawn: number[] = [];
    let [ms, width] = [0, 0];
    for (let frameIndex = 0; frameIndex < frames; frameIndex++) {
      const { image } = await decoder.decode({ frameIndex });
      ms += (image.duration ?? 0) / 1000;
      width = image.displayWidth;
      if (frameIndex === 0 || frameIndex === frames >> 1 || frameIndex === frames - 1) {
        const ctx = new OffscreenCanvas(width, image.displayHeight).getContext('2d');
        ctx?.drawImage(image, 0, 0);
        const pixels = new Uint32Array(ctx?.getImageData(0, 0, width, image.displayHeight).data.buffer ?? []);
        drawn.push(pixels.filter((pixel) => pixel !== pixels[0]).length);
      }
      image.close();
    }
    return { width, frames, ms, drawn };
  }, bytes.toString('base64'));
}

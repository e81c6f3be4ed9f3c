import type { PictureSize } from './timeline-svg.ts';

/** Pixels of the picture for one of the drawing: sharp on a projector and in a document that is zoomed. */
const DENSITY = 2;

/** An SVG as PNG at twice its size. Rejects where the browser cannot draw it. */
export async function rasterise(svg: string, { width, height }: PictureSize): Promise<Blob> {
  const image = new Image(width, height);
  // The policy allows images from `data:` and from nowhere else.
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = width * DENSITY;
  canvas.height = height * DENSITY;
  const ctx = canvas.getContext('2d');
  if (ctx === null) throw new Error('This browser draws no pictures.');
  ctx.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob === null) reject(new Error('The picture is too large to be drawn.'));
      else resolve(blob);
    }, 'image/png');
  });
}

import { nextTask } from '../../state/next-task.ts';
import { GifWriter } from './gif-writer.ts';
import { openReel, type Reel, REST } from './reel.ts';

/** Of a picture: a whole number of the hundredths of a second that GIF counts in. */
const FRAME_MS = 50;

/** Draws the reel as GIF, as fast as it can be drawn. Aborting stops it; then it rejects. */
export async function recordGif(reel: Reel, signal: AbortSignal): Promise<Blob> {
  const { ctx, draw } = await openReel(reel);
  const { width, height } = ctx.canvas;
  const pixelsAt = (share: number): Uint8ClampedArray<ArrayBuffer> => {
    draw(share);
    return ctx.getImageData(0, 0, width, height).data;
  };
  // At its end a reel has all its colours but the playhead's, which is in sight before.
  const gif = new GifWriter(width, height, [pixelsAt(0.5), pixelsAt(1)]);
  const frames = Math.max(1, Math.ceil(reel.duration / FRAME_MS));
  for (let i = 0; i <= frames; i++) {
    gif.add(pixelsAt(i / frames), i === frames ? REST : FRAME_MS);
    await nextTask();
    signal.throwIfAborted();
  }
  return new Blob([gif.finish()], { type: 'image/gif' });
}

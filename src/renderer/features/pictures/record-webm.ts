import { openReel, type Reel, REST } from './reel.ts';

const FRAMES_PER_SECOND = 30;

/** The order of what is tried; Chromium records all of these, others some. */
const TYPES = ['video/webm;codecs=vp9', 'video/webm;codecs=vp8', 'video/webm'];

/** Records the reel as WebM, in as much time as it plays. Aborting stops it; then it rejects. */
export async function recordWebm(reel: Reel, signal: AbortSignal): Promise<Blob> {
  const type = TYPES.find((candidate) => MediaRecorder.isTypeSupported(candidate));
  if (type === undefined) throw new Error('This browser cannot record WebM.');
  const { ctx, draw } = await openReel(reel);
  draw(0);
  const recorder = new MediaRecorder(ctx.canvas.captureStream(FRAMES_PER_SECOND), {
    mimeType: type,
    videoBitsPerSecond: 2_500_000,
  });
  const pieces: Blob[] = [];
  recorder.addEventListener('dataavailable', ({ data }) => pieces.push(data));
  const stopped = new Promise<void>((resolve) => recorder.addEventListener('stop', () => resolve()));
  recorder.start();
  const began = performance.now();
  await new Promise<void>((resolve) => {
    const frame = (now: number): void => {
      const elapsed = now - began;
      draw(Math.min(1, elapsed / Math.max(1, reel.duration)));
      if (signal.aborted || elapsed >= reel.duration + REST) resolve();
      else requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
  recorder.stop();
  await stopped;
  signal.throwIfAborted();
  return new Blob(pieces, { type: 'video/webm' });
}

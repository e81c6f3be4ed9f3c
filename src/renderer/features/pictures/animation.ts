import type { RunRecord } from '../../../core/run/record.ts';
import { formatMs, formatWhole } from '../rows/format.ts';
import type { Palette } from '../timeline/palette.ts';
import { drawBack, drawFront } from '../timeline/draw.ts';
import { ROW, RULER, type Scene } from '../timeline/scene.ts';
import { finishedAxis } from './finished-axis.ts';
import { type Picture, pictureOf } from './picture.ts';

/** Milliseconds that an animation may last; a longer run is shown faster, and says so. */
const LONGEST = 12_000;
/** A run without times: milliseconds an operation. */
const PER_OP = 250;
/** The last picture stands for so long before it begins anew. */
const REST = 1_200;
const FRAMES_PER_SECOND = 30;
const WIDTH = 1280;
const LABELS = 260;
const HEAD = 72;
const MARGIN = 28;
const MOST_ROWS = 22;

/** The order of what is tried; Chromium records all of these, others some. */
const TYPES = ['video/webm;codecs=vp9', 'video/webm;codecs=vp8', 'video/webm'];

/** The whole of what is drawn for a moment, so that a frame depends on nothing else. */
export interface Reel {
  picture: Picture;
  palette: Palette;
  width: number;
  height: number;
  /** How fast it plays: 1 is the original pace. */
  speed: number;
  /** Milliseconds that playing takes. */
  duration: number;
  end: number;
}

export function reelOf(record: RunRecord, title: string, palette: Palette): Reel {
  const whole = pictureOf(record, title);
  const rows = whole.rows.slice(0, MOST_ROWS);
  const picture = { ...whole, rows, more: whole.more + whole.rows.length - rows.length };
  const { unit, end } = finishedAxis(record);
  const natural = unit === 'ms' ? end : end * PER_OP;
  const speed = natural > LONGEST ? natural / LONGEST : 1;
  return {
    picture,
    palette,
    width: WIDTH,
    height: HEAD + RULER + rows.length * ROW + MARGIN * 2,
    speed,
    duration: natural / speed,
    end,
  };
}

/** One frame; `share` of the run has passed. The context is as large as the reel. */
function drawFrame(
  ctx: CanvasRenderingContext2D,
  reel: Reel,
  share: number,
  layer: () => CanvasRenderingContext2D,
): void {
  const { picture, palette, width, height, end, speed } = reel;
  const playhead = share * end;
  ctx.fillStyle = palette.panel;
  ctx.fillRect(0, 0, width, height);
  ctx.textBaseline = 'alphabetic';
  ctx.textAlign = 'left';
  ctx.fillStyle = palette.ink;
  ctx.font = `600 20px ${palette.fontUi}`;
  ctx.fillText(picture.title.slice(0, 90), MARGIN, MARGIN + 18);
  ctx.fillStyle = palette.ink2;
  ctx.font = `450 14px ${palette.fontUi}`;
  const pace = speed === 1 ? 'replayed' : `replayed at ${speed.toFixed(1)}×`;
  ctx.fillText(`${picture.words} · ${pace}`, MARGIN, MARGIN + 42);
  const top = MARGIN + HEAD - 12;
  picture.rows.forEach((row, i) => {
    const y = top + RULER + i * ROW + ROW / 2 + 4;
    ctx.font = `450 12.5px ${palette.fontMono}`;
    ctx.fillStyle = palette.ink;
    const indent = Math.min(row.depth, 7) * 14;
    const most = Math.floor((LABELS - indent - 16) / 7.6);
    const label = row.label.length > most ? `${row.label.slice(0, most - 1)}…` : row.label;
    ctx.fillText(label, MARGIN + indent, y);
  });
  const scene: Scene = {
    scale: { from: 0, span: picture.span, width: width - LABELS - MARGIN * 2 },
    height: RULER + picture.rows.length * ROW,
    unit: picture.unit,
    bars: picture.rows.map(({ bar }) => bar),
    offset: 0,
    playhead,
    playheadLabel: picture.unit === 'ms' ? formatMs(playhead) : `op ${formatWhole(Math.floor(playhead))}`,
    atEnd: share >= 1,
    waiting:
      picture.waiting === null
        ? null
        : { to: picture.waiting, label: `waiting ${formatWhole(picture.waiting)}` },
    prefill: picture.prefill,
    errors: [],
  };
  // Each of the two clears its own canvas first.
  for (const draw of [drawBack, drawFront]) {
    const own = layer();
    draw(own, scene, palette);
    ctx.drawImage(own.canvas, MARGIN + LABELS, top);
  }
}

/** Records the reel as WebM, in as much time as it plays. Aborting stops it; then it rejects. */
export async function record(reel: Reel, signal: AbortSignal): Promise<Blob> {
  const type = TYPES.find((candidate) => MediaRecorder.isTypeSupported(candidate));
  if (type === undefined) throw new Error('This browser cannot record WebM.');
  await document.fonts.ready;
  const [ctx, layer] = [contextOf(reel), contextOf(reel)];
  drawFrame(ctx, reel, 0, () => layer);
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
      drawFrame(ctx, reel, Math.min(1, elapsed / Math.max(1, reel.duration)), () => layer);
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

function contextOf({ width, height }: Reel): CanvasRenderingContext2D {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const ctx = canvas.getContext('2d');
  if (ctx === null) throw new Error('This browser draws no pictures.');
  return ctx;
}

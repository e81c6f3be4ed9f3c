import type { RunRecord } from '../../../core/run/record.ts';
import { formatMs, formatWhole } from '../rows/format.ts';
import type { Palette } from '../timeline/palette.ts';
import { drawBack } from '../timeline/draw-back.ts';
import { drawFront } from '../timeline/draw-front.ts';
import { ROW, RULER, type Scene } from '../timeline/scene.ts';
import { finishedAxis } from './finished-axis.ts';
import { type Picture, pictureOf } from './picture.ts';

/** Milliseconds that an animation may last; a longer run is shown faster, and says so. */
const LONGEST = 12_000;
/** A run without times: milliseconds an operation. */
const PER_OP = 250;
/** The last picture stands for so long before it begins anew. Milliseconds. */
export const REST = 1_200;
const WIDTH = 880;
/** Pixels for one of the drawing: in a chat or on a slide it is shown smaller than it is. */
const DENSITY = 1.5;
const LABELS = 190;
const HEAD = 68;
const MARGIN = 24;
const MOST_ROWS = 18;

/** The whole of what is drawn for a moment, so that a frame depends on nothing else. */
export interface Reel {
  picture: Picture;
  palette: Palette;
  /** Pixels of the drawing; the canvas has half as many again. */
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

/** A canvas on which any moment of the reel can be drawn; `share` of the run has passed then. */
export async function openReel(
  reel: Reel,
): Promise<{ ctx: CanvasRenderingContext2D; draw: (share: number) => void }> {
  await document.fonts.ready;
  const [ctx, layer] = [contextOf(reel), contextOf(reel)];
  return { ctx, draw: (share) => drawFrame(ctx, reel, share, layer) };
}

function drawFrame(
  ctx: CanvasRenderingContext2D,
  reel: Reel,
  share: number,
  layer: CanvasRenderingContext2D,
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
    ctx.font = `450 12px ${palette.fontMono}`;
    ctx.fillStyle = palette.ink;
    const indent = Math.min(row.depth, 7) * 14;
    const most = Math.floor((LABELS - indent - 16) / 7.3);
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
    draw(layer, scene, palette);
    ctx.drawImage(layer.canvas, MARGIN + LABELS, top, width, height);
  }
}

function contextOf({ width, height }: Reel): CanvasRenderingContext2D {
  const canvas = document.createElement('canvas');
  canvas.width = width * DENSITY;
  canvas.height = height * DENSITY;
  const ctx = canvas.getContext('2d', { willReadFrequently: true });
  if (ctx === null) throw new Error('This browser draws no pictures.');
  ctx.scale(DENSITY, DENSITY);
  return ctx;
}

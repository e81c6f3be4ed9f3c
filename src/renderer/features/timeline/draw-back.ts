import { formatTick } from '../rows/format.ts';
import { type Ctx, playheadBox } from './brush.ts';
import type { Palette } from './palette.ts';
import { RULER_CHARACTER, ticks, tickStep, timeToX } from './scale.ts';
import { ROW, RULER, type Scene } from './scene.ts';

/** What lies behind the rows: waiting, prefill, the ruler and its lines. The context is scaled to CSS pixels. */
export function drawBack(ctx: Ctx, scene: Scene, palette: Palette): void {
  ctx.clearRect(0, 0, scene.scale.width, scene.height);
  grid(ctx, scene, palette);
  zones(ctx, scene, palette);
}

function zones(ctx: Ctx, scene: Scene, palette: Palette): void {
  const { waiting, prefill, scale, height } = scene;
  if (prefill !== null) {
    const x = timeToX(scale, prefill.from);
    ctx.globalAlpha = 0.75;
    ctx.fillStyle = palette.sunken;
    ctx.fillRect(x, RULER, timeToX(scale, prefill.to) - x, height - RULER);
    ctx.globalAlpha = 1;
  }
  if (waiting === null) return;
  const from = timeToX(scale, 0);
  const to = Math.min(timeToX(scale, waiting.to), scale.width);
  if (to <= Math.max(0, from)) return;
  ctx.save();
  ctx.beginPath();
  ctx.rect(from, RULER, to - from, height - RULER);
  ctx.clip();
  ctx.strokeStyle = palette.line;
  ctx.lineWidth = 1;
  ctx.beginPath();
  // Parallel lines every 9 px at 45°, moving with the axis.
  for (let x = from - height; x < to; x += 9) {
    if (x + height < 0) continue;
    ctx.moveTo(x, height);
    ctx.lineTo(x + height, 0);
  }
  ctx.stroke();
  ctx.restore();
  ctx.font = `500 10.5px ${palette.fontUi}`;
  const width = ctx.measureText(waiting.label).width + 12;
  const left = Math.max(0, from);
  // A narrow zone's label may stand out of it, where no row is; not a sliver's.
  const rowsEnd = RULER + scene.bars.length * ROW - scene.offset;
  if (to - left < 24 || (to - left < width && rowsEnd > height - 25)) return;
  const x = Math.max((left + to) / 2, left + width / 2);
  ctx.fillStyle = palette.panel;
  ctx.fillRect(x - width / 2, height - 25, width, 17);
  ctx.fillStyle = palette.ink3;
  ctx.textAlign = 'center';
  ctx.textBaseline = 'middle';
  ctx.fillText(waiting.label, x, height - 16);
}

function grid(ctx: Ctx, scene: Scene, palette: Palette): void {
  const { scale, height } = scene;
  const step = tickStep(scale);
  ctx.font = `450 10.5px ${palette.fontMono}`;
  ctx.textBaseline = 'middle';
  ctx.fillStyle = palette.line;
  ctx.fillRect(0, RULER - 1, scale.width, 1);
  const head = playheadBox(scene);
  for (const tick of ticks(scale)) {
    if (scene.unit === 'op' && (tick < 1 || !Number.isInteger(tick))) continue;
    const x = Math.round(timeToX(scale, tick));
    ctx.globalAlpha = 0.6;
    ctx.fillStyle = palette.line;
    if (tick > 0) ctx.fillRect(x, RULER, 1, height - RULER);
    ctx.globalAlpha = 1;
    ctx.fillStyle = palette.lineStrong;
    ctx.fillRect(x, RULER - 6, 1, 5);
    const text = label(tick, step, scene.unit);
    const half = (text.length * RULER_CHARACTER) / 2;
    const middle = x < half + 2 ? half + 4 : x;
    // The playhead's own label stands in front.
    const covered = head !== null && middle + half > head.left && middle - half < head.left + head.width;
    if (covered || middle + half > scale.width) continue;
    ctx.fillStyle = palette.ink3;
    ctx.textAlign = 'center';
    ctx.fillText(text, middle, 11);
  }
}

function label(tick: number, step: number, unit: Scene['unit']): string {
  // Between two operations there is nothing, however wide their distance.
  if (unit === 'op') return tick === 1 ? 'op 1' : formatTick(tick, Math.max(1, step));
  return tick === 0 ? '0 ms' : formatTick(tick, step);
}

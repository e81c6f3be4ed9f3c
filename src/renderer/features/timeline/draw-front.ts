import { type Ctx, playheadBox } from './brush.ts';
import { drawBar } from './draw-bar.ts';
import type { Palette } from './palette.ts';
import { timeToX } from './scale.ts';
import { ROW, RULER, type Scene } from './scene.ts';

/** Bars, marks and the playhead. Costs what is in sight: about 20 µs a row. */
export function drawFront(ctx: Ctx, scene: Scene, palette: Palette): void {
  ctx.clearRect(0, 0, scene.scale.width, scene.height);
  ctx.save();
  ctx.beginPath();
  ctx.rect(0, RULER, scene.scale.width, scene.height - RULER);
  ctx.clip();
  sharedReads(ctx, scene, palette);
  scene.bars.forEach((bar, i) => drawBar(ctx, scene, palette, bar, rowMiddle(scene, i)));
  ctx.restore();
  errorMarks(ctx, scene, palette);
  playhead(ctx, scene, palette);
}

function rowMiddle(scene: Scene, index: number): number {
  return RULER + index * ROW - scene.offset + ROW / 2;
}

/** A hairline joins the dots that one socket read brought. */
function sharedReads(ctx: Ctx, scene: Scene, palette: Palette): void {
  ctx.fillStyle = palette.ink3;
  scene.bars.forEach((bar, i) => {
    const before = scene.bars[i - 1];
    if (bar.kind !== 'leaf' || !bar.shared || before?.kind !== 'leaf' || before.land !== bar.land) return;
    const x = timeToX(scene.scale, bar.land);
    if (x < -5 || x > scene.scale.width + 5) return;
    ctx.globalAlpha = 0.5;
    ctx.fillRect(Math.round(x - 0.5), rowMiddle(scene, i - 1) + 6, 1, ROW - 12);
    ctx.globalAlpha = 1;
  });
}

function errorMarks(ctx: Ctx, scene: Scene, palette: Palette): void {
  ctx.fillStyle = palette.bad;
  for (const place of scene.errors) {
    const x = Math.round(timeToX(scene.scale, place));
    if (x < 0 || x > scene.scale.width) continue;
    ctx.globalAlpha = 0.35;
    ctx.fillRect(x, RULER, 1, scene.height - RULER);
    ctx.globalAlpha = 1;
    ctx.beginPath();
    ctx.moveTo(x - 3.5, RULER - 7);
    ctx.lineTo(x + 4.5, RULER - 7);
    ctx.lineTo(x + 0.5, RULER);
    ctx.fill();
  }
}

function playhead(ctx: Ctx, scene: Scene, palette: Palette): void {
  const box = playheadBox(scene);
  if (box === null || scene.playhead === null) return;
  const x = timeToX(scene.scale, scene.playhead);
  ctx.fillStyle = palette.landed;
  ctx.fillRect(Math.round(x - 0.5), 0, 1, scene.height);
  ctx.font = `600 10.5px ${palette.fontMono}`;
  ctx.beginPath();
  ctx.roundRect(box.left, 3, box.width, 19, 4);
  ctx.fill();
  ctx.fillStyle = palette.onLanded;
  ctx.textAlign = 'center';
  ctx.textBaseline = 'middle';
  ctx.fillText(scene.playheadLabel, box.left + box.width / 2, 13);
}

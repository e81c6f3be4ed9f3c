import type { Bar } from './bars.ts';
import { CHARACTER, type Ctx, dot, edge, span, stampText, text } from './brush.ts';
import type { Palette } from './palette.ts';
import { formatWhole } from '../rows/format.ts';
import { timeToX } from './scale.ts';
import type { Scene } from './scene.ts';

/** One row of the waterfall, with its middle at `y`. */
export function drawBar(ctx: Ctx, scene: Scene, palette: Palette, bar: Bar, y: number): void {
  switch (bar.kind) {
    case 'leaf':
      return leaf(ctx, scene, palette, bar, y);
    case 'container':
      return container(ctx, scene, palette, bar, y);
    case 'items':
      return items(ctx, scene, palette, bar, y);
    case 'next':
      return next(ctx, scene, palette, bar, y);
  }
}

function next(
  ctx: Ctx,
  scene: Scene,
  palette: Palette,
  bar: Extract<Bar, { kind: 'next' }>,
  y: number,
): void {
  const { scale } = scene;
  const now = Math.max(scene.playhead ?? bar.open, bar.open);
  const head = timeToX(scale, now);
  growing(ctx, scene, palette, bar.open, now, y);
  const state = bar.growing ? 'growing' : 'expected next';
  const { expected } = bar;
  const stamp = expected === null ? '' : `≈ ${formatWhole(expected.at)}`;
  const at = expected === null ? -1 : timeToX(scale, expected.at);
  const beside = head + 16;
  if (at <= beside || at > scale.width) {
    // Overdue, or out of sight: said where the bar is, as much of it as there is room for.
    const words =
      stamp === '' ? [] : [`${state} ${stamp} predicted`, `${state} ${stamp}`, `${stamp} predicted`];
    for (const said of [...words, state])
      if (text(ctx, scene, palette, said, beside, y, palette.ink2) !== null) break;
    return;
  }
  target(ctx, palette, at, y);
  if (text(ctx, scene, palette, `${stamp} predicted`, at + 9, y, palette.ink2) === null)
    text(ctx, scene, palette, stamp, at + 9, y, palette.ink2);
  if (beside + state.length * CHARACTER < at - 8) text(ctx, scene, palette, state, beside, y, palette.ink3);
}

/** Where something should land: a dot that is not there yet. */
function target(ctx: Ctx, palette: Palette, x: number, y: number): void {
  ctx.beginPath();
  ctx.arc(x, y, 3, 0, Math.PI * 2);
  ctx.setLineDash([2, 1.5]);
  ctx.strokeStyle = palette.landed;
  ctx.lineWidth = 1.25;
  ctx.stroke();
  ctx.setLineDash([]);
}

function leaf(
  ctx: Ctx,
  scene: Scene,
  palette: Palette,
  bar: Extract<Bar, { kind: 'leaf' }>,
  y: number,
): void {
  const { scale } = scene;
  const head = scene.playhead ?? Number.POSITIVE_INFINITY;
  const from = timeToX(scale, bar.open);
  const to = timeToX(scale, bar.land);
  const colour = palette[bar.type];
  const landed = scene.atEnd || bar.land <= head;
  span(ctx, scale.width, from, Math.max(to, from + 3), y, colour, landed ? 0.4 : 0.14);
  if (!landed && bar.open <= head) {
    growing(ctx, scene, palette, bar.open, head, y);
    return;
  }
  if (to < -60 || to > scale.width + 60) return edge(ctx, scene, palette, to, y, colour);
  dot(ctx, palette, to, y, colour, landed);
  const stamp = stampText(bar.land, scene.unit);
  const ink = landed ? palette.ink2 : palette.ghost;
  // Before the bar, or on one that leaves no room before it.
  const end = text(ctx, scene, palette, stamp, to + 9, y, ink, [from - 6, to - 8]);
  if (bar.shared && landed && end !== null) text(ctx, scene, palette, 'same read', end + 6, y, palette.ink3);
}

function container(
  ctx: Ctx,
  scene: Scene,
  palette: Palette,
  bar: Extract<Bar, { kind: 'container' }>,
  y: number,
): void {
  const { scale } = scene;
  const head = scene.playhead ?? Number.POSITIVE_INFINITY;
  const begun = scene.atEnd || bar.seed <= head;
  const closed = bar.close !== null && (scene.atEnd || bar.close <= head);
  const from = timeToX(scale, bar.seed);
  const whole = timeToX(scale, bar.close ?? Math.max(scene.playhead ?? bar.seed, bar.seed));
  const to = begun && !closed ? Math.min(timeToX(scale, head), Math.max(whole, from)) : whole;
  ctx.lineWidth = 1;
  ctx.strokeStyle = palette[bar.type];
  ctx.globalAlpha = begun ? 0.75 : 0.2;
  const left = Math.max(from, -10);
  const right = Math.min(Math.max(to, from + 4), scale.width + 10);
  if (right > left) {
    ctx.beginPath();
    if (closed || !begun) ctx.roundRect(left + 0.5, y - 2.5, right - left - 1, 5, 2.5);
    else {
      // Open on the right: it goes on.
      ctx.moveTo(right, y - 2.5);
      ctx.lineTo(left + 2.5, y - 2.5);
      ctx.arc(left + 2.5, y, 2.5, -Math.PI / 2, Math.PI / 2, true);
      ctx.lineTo(right, y + 2.5);
    }
    ctx.stroke();
    if (begun && !closed && whole > to) {
      ctx.globalAlpha = 0.2;
      ctx.strokeRect(to + 0.5, y - 2.5, Math.min(whole, scale.width + 10) - to - 1, 5);
    }
  }
  ctx.globalAlpha = 1;
  const stamp = stampText(bar.seed, scene.unit);
  const ink = begun ? palette.ink2 : palette.ghost;
  const width = stamp.length * CHARACTER;
  // To the left of its seed, or nowhere: to the right it would pass for the close.
  if (from >= width + 8) text(ctx, scene, palette, stamp, from - width - 6, y, ink);
}

/** Items of a folded array: how many arrived in each two pixels. The tallest column is the busiest. */
function items(
  ctx: Ctx,
  scene: Scene,
  palette: Palette,
  bar: Extract<Bar, { kind: 'items' }>,
  y: number,
): void {
  const { scale } = scene;
  const { times } = bar;
  if (times.count === 0) return;
  const columns = Math.ceil(scale.width / 2);
  const counts = times.histogram(scale.from, scale.from + (columns * 2 * scale.span) / scale.width, columns);
  const most = counts.reduce((a, b) => Math.max(a, b), 1);
  const head =
    scene.atEnd || scene.playhead === null ? Number.POSITIVE_INFINITY : timeToX(scale, scene.playhead);
  ctx.fillStyle = palette[bar.type];
  counts.forEach((count, i) => {
    if (count === 0) return;
    ctx.globalAlpha = i * 2 <= head ? 0.8 : 0.2;
    const height = 2 + (count / most) * 14;
    ctx.fillRect(i * 2, y + 8 - height, 1.5, height);
  });
  ctx.globalAlpha = 0.35;
  const from = Math.max(0, timeToX(scale, times.first));
  const to = Math.min(scale.width, timeToX(scale, times.last));
  if (to > from) ctx.fillRect(from, y + 8, to - from, 1);
  ctx.globalAlpha = 1;
  const first = stampText(times.first, scene.unit);
  const before = timeToX(scale, times.first) - first.length * CHARACTER - 8;
  if (before >= 0) text(ctx, scene, palette, first, before, y, palette.ink2);
  text(
    ctx,
    scene,
    palette,
    stampText(times.last, scene.unit),
    timeToX(scale, times.last) + 8,
    y,
    palette.ink2,
  );
}

/** A bar that is being written, up to the playhead. */
function growing(ctx: Ctx, scene: Scene, palette: Palette, open: number, now: number, y: number): void {
  const from = timeToX(scene.scale, open);
  const to = timeToX(scene.scale, now);
  span(ctx, scene.scale.width, from, Math.max(to, from + 1), y, palette.landed, 0.5);
  ctx.beginPath();
  ctx.arc(to, y, 8.5, 0, Math.PI * 2);
  ctx.fillStyle = palette.landedSoft;
  ctx.fill();
  ctx.strokeStyle = palette.landed;
  ctx.lineWidth = 1;
  ctx.stroke();
}

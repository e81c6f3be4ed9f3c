import { formatMs, formatWhole, formatTick } from '../rows/format.ts';
import type { Bar } from './bars.ts';
import type { Palette } from './palette.ts';
import { ticks, tickStep, timeToX } from './scale.ts';
import { ROW, RULER, type Scene } from './scene.ts';

/** Pixels of one character of the 11 px monospaced label. */
const CHARACTER = 6.6;
const LABEL = 11;

type Ctx = CanvasRenderingContext2D;

/** What lies behind the rows: waiting, prefill, the ruler and its lines. The context is scaled to CSS pixels. */
export function drawBack(ctx: Ctx, scene: Scene, palette: Palette): void {
  ctx.clearRect(0, 0, scene.scale.width, scene.height);
  grid(ctx, scene, palette);
  zones(ctx, scene, palette);
}

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
  // A narrow zone's label may stand out of it, not a sliver's.
  if (to - left < 24) return;
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
  const head = scene.playhead === null ? Number.NEGATIVE_INFINITY : timeToX(scale, scene.playhead);
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
    const half = (text.length * CHARACTER) / 2;
    const middle = x < half + 2 ? half + 4 : x;
    // The playhead's own label stands in front.
    if (Math.abs(middle - head) < half + 34 || middle + half > scale.width) continue;
    ctx.fillStyle = palette.ink3;
    ctx.textAlign = 'center';
    ctx.fillText(text, middle, 11);
  }
}

function label(tick: number, step: number, unit: Scene['unit']): string {
  const text = formatTick(tick, step);
  if (unit === 'op') return tick === 1 ? 'op 1' : text;
  return tick === 0 ? '0 ms' : text;
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

function drawBar(ctx: Ctx, scene: Scene, palette: Palette, bar: Bar, y: number): void {
  switch (bar.kind) {
    case 'leaf':
      return leaf(ctx, scene, palette, bar, y);
    case 'container':
      return container(ctx, scene, palette, bar, y);
    case 'items':
      return items(ctx, scene, palette, bar, y);
    case 'next': {
      const now = Math.max(scene.playhead ?? bar.open, bar.open);
      growing(ctx, scene, palette, bar.open, now, y);
      text(
        ctx,
        scene,
        palette,
        bar.growing ? 'growing' : 'expected next',
        timeToX(scene.scale, now) + 16,
        y,
        palette.ink2,
      );
    }
  }
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
  const end = text(ctx, scene, palette, stamp, to + 9, y, ink, from - 6);
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

function span(
  ctx: Ctx,
  width: number,
  from: number,
  to: number,
  y: number,
  colour: string,
  alpha: number,
): void {
  const left = Math.max(from, -10);
  const right = Math.min(to, width + 10);
  if (right <= left) return;
  ctx.globalAlpha = alpha;
  ctx.fillStyle = colour;
  ctx.beginPath();
  ctx.roundRect(left, y - 3, right - left, 6, 3);
  ctx.fill();
  ctx.globalAlpha = 1;
}

function dot(ctx: Ctx, palette: Palette, x: number, y: number, colour: string, landed: boolean): void {
  ctx.beginPath();
  ctx.arc(x, y, 5, 0, Math.PI * 2);
  ctx.fillStyle = palette.panel;
  ctx.fill();
  ctx.beginPath();
  ctx.arc(x, y, 3, 0, Math.PI * 2);
  ctx.fillStyle = colour;
  ctx.globalAlpha = landed ? 1 : 0.3;
  ctx.fill();
  ctx.globalAlpha = 1;
}

/** A row whose dot is out of sight says on which side. */
function edge(ctx: Ctx, scene: Scene, palette: Palette, x: number, y: number, colour: string): void {
  const right = x > scene.scale.width;
  const tip = right ? scene.scale.width - 4 : 4;
  const back = right ? -4 : 4;
  ctx.globalAlpha = 0.6;
  ctx.fillStyle = colour === '' ? palette.ink3 : colour;
  ctx.beginPath();
  ctx.moveTo(tip, y);
  ctx.lineTo(tip + back, y - 3);
  ctx.lineTo(tip + back, y + 3);
  ctx.fill();
  ctx.globalAlpha = 1;
}

/** Gives the right end of the text; where it does not fit, it stands left of `before` instead. Null if nowhere. */
function text(
  ctx: Ctx,
  scene: Scene,
  palette: Palette,
  words: string,
  x: number,
  y: number,
  colour: string,
  before?: number,
): number | null {
  const width = words.length * CHARACTER;
  let left = x;
  if (x + width > scene.scale.width) {
    left = Math.min(before ?? x, scene.scale.width) - width;
    if (before === undefined || left < 0) return null;
  }
  ctx.font = `450 ${LABEL}px ${palette.fontMono}`;
  ctx.textAlign = 'left';
  ctx.textBaseline = 'middle';
  ctx.fillStyle = colour;
  ctx.fillText(words, left, y + 0.5);
  return left === x ? left + width : null;
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
  if (scene.playhead === null) return;
  const { width } = scene.scale;
  const x = timeToX(scene.scale, scene.playhead);
  if (x < -1 || x > width + 1) return;
  ctx.fillStyle = palette.landed;
  ctx.fillRect(Math.round(x - 0.5), 0, 1, scene.height);
  ctx.font = `600 10.5px ${palette.fontMono}`;
  const box = ctx.measureText(scene.playheadLabel).width + 14;
  const left = Math.min(Math.max(0, x - box / 2), width - box);
  ctx.beginPath();
  ctx.roundRect(left, 3, box, 19, 4);
  ctx.fill();
  ctx.fillStyle = palette.onLanded;
  ctx.textAlign = 'center';
  ctx.textBaseline = 'middle';
  ctx.fillText(scene.playheadLabel, left + box / 2, 13);
}

export function stampText(value: number, unit: Scene['unit']): string {
  return unit === 'ms' ? formatMs(value) : formatWhole(value);
}

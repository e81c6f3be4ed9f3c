import { formatMs, formatWhole } from '../rows/format.ts';
import type { Palette } from './palette.ts';
import { RULER_CHARACTER, timeToX } from './scale.ts';
import type { Scene } from './scene.ts';

/** Pixels of one character of the 11 px monospaced label. */
export const CHARACTER = 6.6;
const LABEL = 11;

export type Ctx = CanvasRenderingContext2D;

export function span(
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

export function dot(
  ctx: Ctx,
  palette: Palette,
  at: number,
  y: number,
  colour: string,
  landed: boolean,
): void {
  // Whole at the very start of the axis as well.
  const x = at < 0 ? at : Math.max(at, 3);
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

/** Where the playhead's label stands on the ruler, in CSS pixels: above the playhead, and whole. Null out of sight. */
export function playheadBox({
  scale,
  playhead,
  playheadLabel,
}: Scene): { left: number; width: number } | null {
  const x = playhead === null ? Number.NaN : timeToX(scale, playhead);
  if (!(x >= -1 && x <= scale.width + 1)) return null;
  const width = playheadLabel.length * RULER_CHARACTER + 14;
  return { left: Math.min(Math.max(0, x - width / 2), scale.width - width), width };
}

/** A row whose dot is out of sight says on which side. */
export function edge(ctx: Ctx, scene: Scene, palette: Palette, x: number, y: number, colour: string): void {
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

/**
 * Gives the right end of the text. Where it does not fit it ends at the first of `ends` at which it does, on a patch of
 * the panel's colour since a bar may be there, and there is no room behind it: null, as where it fits nowhere.
 */
export function text(
  ctx: Ctx,
  scene: Scene,
  palette: Palette,
  words: string,
  x: number,
  y: number,
  colour: string,
  ends: readonly number[] = [],
): number | null {
  const width = words.length * CHARACTER;
  let left = x;
  if (x + width > scene.scale.width) {
    const end = ends.map((one) => Math.min(one, scene.scale.width)).find((one) => one >= width);
    if (end === undefined) return null;
    left = end - width;
    ctx.fillStyle = palette.panel;
    ctx.fillRect(left - 3, y - 7, width + 6, 14);
  }
  ctx.font = `450 ${LABEL}px ${palette.fontMono}`;
  ctx.textAlign = 'left';
  ctx.textBaseline = 'middle';
  ctx.fillStyle = colour;
  ctx.fillText(words, left, y + 0.5);
  return left === x ? left + width : null;
}

export function stampText(value: number, unit: Scene['unit']): string {
  return unit === 'ms' ? formatMs(value) : formatWhole(value);
}

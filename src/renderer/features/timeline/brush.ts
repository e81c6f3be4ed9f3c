import { formatMs, formatWhole } from '../rows/format.ts';
import type { Palette } from './palette.ts';
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

export function dot(ctx: Ctx, palette: Palette, x: number, y: number, colour: string, landed: boolean): void {
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

/** Gives the right end of the text; where it does not fit, it stands left of `before` instead. Null if nowhere. */
export function text(
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

export function stampText(value: number, unit: Scene['unit']): string {
  return unit === 'ms' ? formatMs(value) : formatWhole(value);
}

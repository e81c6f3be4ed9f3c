import type { Bar } from './bars.ts';
import type { Scale } from './scale.ts';

/**
 * All that a picture of the waterfall depends on:
 *
 *       0 ms      200       400   ▼ 742.0          ruler, 26 px
 *     ┌──────────┬─────────┬───────┬─────────────
 *     │░waiting░▒│ ━━●     │       │             rows of 26 px, the first shifted up by `offset`
 *     │░░░░░░░░░▒│   ━━━━● │       │
 */
export interface Scene {
  scale: Scale;
  /** CSS pixels of the whole picture, ruler included. */
  height: number;
  unit: 'ms' | 'op';
  /** The rows in sight. */
  bars: readonly Bar[];
  offset: number;
  /** The playhead's place; null where there is nothing to show yet. */
  playhead: number | null;
  playheadLabel: string;
  /** The playhead keeps to the end: nothing lies behind it. */
  atEnd: boolean;
  /** From 0 to the response's head, and on to the first event. Null where not known, or without times. */
  waiting: { to: number; label: string } | null;
  prefill: { from: number; to: number } | null;
  /** Places of events with something wrong about them. */
  errors: readonly number[];
}

export const RULER = 26;
export const ROW = 26;

/** What lies under a point of the picture. */
export type Hit = { kind: 'ruler'; value: number } | { kind: 'row'; index: number; value: number };

/** @param x CSS pixels from the axis's left edge. @param y from the ruler's top. `index` is into `bars`. */
export function hitTest(scene: Pick<Scene, 'scale' | 'bars' | 'offset'>, x: number, y: number): Hit | null {
  const value = scene.scale.from + (x / Math.max(1, scene.scale.width)) * scene.scale.span;
  if (y < RULER) return { kind: 'ruler', value };
  const index = Math.floor((y - RULER + scene.offset) / ROW);
  return index >= 0 && index < scene.bars.length ? { kind: 'row', index, value } : null;
}

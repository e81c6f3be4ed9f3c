import { useEffect, useLayoutEffect, useMemo, useRef } from 'react';

import type { RunRecord } from '../../../core/run/record.ts';
import { isTimed, usePlayback } from '../../state/playback.ts';
import { indexOf } from '../../state/run-index.ts';
import { isLive, useRun } from '../../state/run.ts';
import { formatMs, formatWhole } from '../rows/format.ts';
import { axisOf } from './axis.ts';
import type { Bar } from './bars.ts';
import { drawBack } from './draw-back.ts';
import { drawFront } from './draw-front.ts';
import { onTheme, palette } from './palette.ts';
import { placesInView, type Scale } from './scale.ts';
import type { Scene } from './scene.ts';
import type { Canvas } from './useCanvas.ts';

/** Paints the waterfall when the rows change, and in between for as long as the playhead moves. */
export function useScene(
  record: RunRecord,
  scale: () => Scale,
  bars: readonly Bar[],
  offset: number,
  canvas: Canvas,
  back: Canvas,
): { paint: () => void } {
  const latest = useRef({ record, scale, bars, offset, canvas, back });
  // The first of the layout effects: painting comes after it and reads the newest rows.
  useLayoutEffect(() => {
    latest.current = { record, scale, bars, offset, canvas, back };
  });

  const scene = useMemo(() => {
    const paint = (): void => {
      const now = latest.current;
      const front = now.canvas.context();
      const back = now.back.context();
      if (front === null || back === null) return;
      const picture = sceneOf(now.record, now.scale(), now.bars, now.offset, now.canvas.height);
      drawBack(back, picture, palette());
      drawFront(front, picture, palette());
    };
    return { paint };
  }, []);

  useEffect(() => {
    let asked = 0;
    const ask = (): void => {
      if (asked !== 0) return;
      asked = requestAnimationFrame(() => {
        asked = 0;
        scene.paint();
      });
    };
    const stops = [usePlayback.subscribe(ask), onTheme(ask)];
    void document.fonts.ready.then(ask);
    return () => {
      for (const stop of stops) stop();
      cancelAnimationFrame(asked);
    };
  }, [scene]);
  return scene;
}

function sceneOf(
  record: RunRecord,
  scale: Scale,
  bars: readonly Bar[],
  offset: number,
  height: number,
): Scene {
  const axis = axisOf(record);
  const { event, t } = usePlayback.getState();
  const playhead = axis.unit === 'ms' ? t : event < 0 ? 0 : axis.at(event);
  const index = indexOf(record);
  const first = index.first < 0 ? null : record.log.t(index.first);
  return {
    scale,
    height,
    unit: axis.unit,
    bars,
    offset,
    playhead,
    playheadLabel:
      axis.unit === 'ms'
        ? formatMs(playhead ?? 0)
        : event < 0
          ? 'start'
          : `op ${formatWhole(axis.at(event))}`,
    atEnd: event >= record.log.length - 1,
    ...waits(record, first),
    errors: placesInView(scale, index.errors, axis.at),
  };
}

/** From the request to the response's head nothing has been heard; from there to the first event the model reads. */
function waits(record: RunRecord, first: number | null): Pick<Scene, 'waiting' | 'prefill'> {
  const head = record.head?.t ?? null;
  if (!isTimed(record) || record.header?.t0 === 'first-line' || record.header?.t0 === 'unknown') {
    return { waiting: null, prefill: null };
  }
  const { status, now: running } = useRun.getState();
  const live = isLive(status);
  const heard = head ?? first;
  if (heard === null) {
    const now = live ? running : (record.end?.t ?? null);
    return {
      waiting: now === null ? null : { to: now, label: `waiting ${formatWhole(now)}` },
      prefill: null,
    };
  }
  const prefillTo = first ?? (live ? running : null) ?? heard;
  return {
    waiting: { to: heard, label: `waiting ${formatWhole(heard)}` },
    prefill: prefillTo > heard ? { from: heard, to: prefillTo } : null,
  };
}

import { useCallback, useMemo, useRef } from 'react';

import type { RunRecord } from '../../../core/run/record.ts';
import { endOf } from '../../state/playback.ts';
import { isLive, useRun } from '../../state/run.ts';
import { axisOf } from './axis.ts';
import { fitSpan, growSpan, type Limits, panBy, reveal, type Scale, zoomAt } from './scale.ts';
import { setZoom, useTimeline } from './timeline-state.ts';

export interface Zooming {
  scale: () => Scale;
  zoom: (factor: number, x?: number) => void;
  pan: (dx: number) => void;
  reveal: (value: number) => void;
  fit: () => void;
}

/** The axis of the panel: all of the run, growing in steps while it is live, or what the person zoomed to. */
export function useScale(record: RunRecord | null, width: number): Zooming {
  const live = useRef({ record, span: 0 });
  const scale = useCallback((): Scale => {
    const { zoom } = useTimeline.getState();
    return zoom === null ? { from: 0, span: wholeSpan(record, live), width } : { ...zoom, width };
  }, [record, width]);

  return useMemo(() => {
    const limits = (): Limits => {
      const whole = wholeSpan(record, live);
      const unit = record === null ? 'ms' : axisOf(record).unit;
      return { from: 0, to: whole, minSpan: unit === 'ms' ? 0.02 : 2 };
    };
    const put = (next: Scale): void => {
      const whole = limits().to;
      setZoom(next.span >= whole * 0.999 ? null : { from: next.from, span: next.span });
    };
    return {
      scale,
      zoom: (factor, x) => put(zoomAt(scale(), x ?? width / 2, factor, limits())),
      pan: (dx) => put(panBy(scale(), dx, limits())),
      reveal: (value) => {
        const now = scale();
        const next = reveal(now, value, limits());
        if (next !== now) put(next);
      },
      fit: () => setZoom(null),
    };
  }, [scale, record, width]);
}

function wholeSpan(
  record: RunRecord | null,
  live: { current: { record: RunRecord | null; span: number } },
): number {
  if (live.current.record !== record) live.current = { record, span: 0 };
  if (record === null) return growSpan(0, 0);
  const { status } = useRun.getState();
  if (isLive(status)) {
    live.current.span = growSpan(live.current.span, endOf(record));
    return live.current.span;
  }
  const axis = axisOf(record);
  return axis.unit === 'op' ? Math.max(8, fitSpan(axis.end)) : fitSpan(axis.end);
}

import { useCallback, useMemo } from 'react';

import type { RunRecord } from '../../../core/run/record.ts';
import { axisOf } from './axis.ts';
import { wholeSpan } from './live-span.ts';
import { type Limits, panBy, reveal, type Scale, zoomAt } from './scale.ts';
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
  const scale = useCallback((): Scale => {
    const { zoom } = useTimeline.getState();
    return zoom === null ? { from: 0, span: wholeSpan(record), width } : { ...zoom, width };
  }, [record, width]);

  return useMemo(() => {
    const limits = (): Limits => {
      const whole = wholeSpan(record);
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

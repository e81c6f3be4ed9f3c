import { useEffect, useLayoutEffect, useRef } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';

import type { RunRecord } from '../../../core/run/record.ts';
import { seekEnd, seekEvent, seekStart, seekTime, stepBy, usePlayback } from '../../state/playback.ts';
import { isLive, useRun } from '../../state/run.ts';
import { formatMs, formatWhole } from '../rows/format.ts';
import { axisOf, type Axis } from '../timeline/axis.ts';
import { onTheme, palette } from '../timeline/palette.ts';
import { liveSpan } from '../timeline/live-span.ts';
import { useCanvas } from '../timeline/useCanvas.ts';
import { arrivalCounts } from './arrival-counts.ts';
import s from './Scrubber.module.css';

/** The playhead as a slider over the whole run, with a tick where something arrived. */
export function Scrubber(): ReactNode {
  const record = useRun((run) => run.record);
  useRun((run) => run.revision);
  const live = useRun((run) => isLive(run.status));
  const { event, t } = usePlayback();
  const [canvasRef, canvas] = useCanvas();
  const track = useRef<HTMLDivElement>(null);
  const axis = record === null ? null : axisOf(record);
  const whole = record === null || axis === null ? 0 : live ? liveSpan(record) : axis.end;
  const place = axis === null ? 0 : axis.unit === 'ms' ? (t ?? 0) : event < 0 ? 0 : axis.at(event);
  const disabled = record === null || axis === null || record.log.length === 0;
  const share = whole > 0 ? Math.min(1, place / whole) : 0;

  const paint = useRef(() => {});
  useLayoutEffect(() => {
    paint.current = () => {
      const ctx = canvas.context();
      if (ctx === null) return;
      ctx.clearRect(0, 0, canvas.width, canvas.height);
      if (record !== null && whole > 0)
        drawTicks(ctx, record, axisOf(record), whole, canvas.width, canvas.height);
    };
    paint.current();
  });
  useEffect(() => onTheme(() => paint.current()), []);

  function seek(value: number): void {
    if (axis === null) return;
    if (axis.unit === 'ms') seekTime(value);
    else seekEvent(axis.eventAt(Math.round(value)));
  }

  function scrub(clientX: number): void {
    const rect = track.current?.getBoundingClientRect();
    if (rect !== undefined && rect.width > 0) seek(((clientX - rect.left) / rect.width) * whole);
  }

  function onKeyDown(key: KeyboardEvent): void {
    if (key.ctrlKey || key.metaKey || key.altKey) return;
    const actions: Record<string, () => void> = {
      ArrowLeft: () => stepBy(-1),
      ArrowDown: () => stepBy(-1),
      ArrowRight: () => stepBy(1),
      ArrowUp: () => stepBy(1),
      PageDown: () => seek(place - whole / 10),
      PageUp: () => seek(place + whole / 10),
      Home: seekStart,
      End: seekEnd,
    };
    const action = actions[key.key];
    if (action === undefined) return;
    key.preventDefault();
    key.stopPropagation();
    action();
  }

  return (
    <div
      ref={track}
      role="slider"
      tabIndex={disabled ? -1 : 0}
      aria-label="Playhead"
      aria-disabled={disabled}
      aria-valuemin={0}
      aria-valuemax={Math.round(whole * 10) / 10}
      aria-valuenow={Math.round(place * 10) / 10}
      aria-valuetext={axis?.unit === 'op' ? `op ${formatWhole(place)}` : `${formatMs(place)} ms`}
      className={s.scrubber}
      onKeyDown={onKeyDown}
      onPointerDown={(pointer) => {
        if (disabled || pointer.button !== 0) return;
        pointer.currentTarget.setPointerCapture(pointer.pointerId);
        scrub(pointer.clientX);
      }}
      onPointerMove={(pointer) => {
        if (pointer.currentTarget.hasPointerCapture(pointer.pointerId)) scrub(pointer.clientX);
      }}
    >
      <canvas ref={canvasRef} className={s.ticks} aria-hidden="true" />
      <div className={s.track} />
      <div className={s.fill} style={{ transform: `scaleX(${share})` }} />
      {!disabled && <div className={s.knob} style={{ left: `${share * 100}%` }} />}
    </div>
  );
}

function drawTicks(
  ctx: CanvasRenderingContext2D,
  record: RunRecord,
  axis: Axis,
  whole: number,
  width: number,
  height: number,
): void {
  // Without times every operation is as far from the next as from the last: ticks would say nothing.
  if (axis.unit === 'op') return;
  ctx.fillStyle = palette().ink3;
  ctx.globalAlpha = 0.6;
  const counts = arrivalCounts((ms) => record.log.indexAtTime(ms), whole, Math.floor(width / 2));
  counts.forEach((count, i) => {
    // One arrival is 6 px, two or more reach up to 10: logarithmic, so that a flood stays a skyline.
    if (count > 0) ctx.fillRect(i * 2, height, 1.5, -Math.min(10, 5 + Math.log2(count + 1)));
  });
  ctx.globalAlpha = 1;
}

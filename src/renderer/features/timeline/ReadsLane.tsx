import { useEffect, useLayoutEffect, useRef } from 'react';
import type { ReactNode } from 'react';

import type { RunRecord } from '../../../core/run/record.ts';
import { isTimed, usePlayback } from '../../state/playback.ts';
import { indexOf } from '../../state/run-index.ts';
import { useRun } from '../../state/run.ts';
import { formatWhole } from '../rows/format.ts';
import { axisOf } from './axis.ts';
import { onTheme, palette } from './palette.ts';
import { readMarks } from './reads.ts';
import { placesInView, type Scale, timeToX } from './scale.ts';
import { useTimeline } from './timeline-state.ts';
import { useCanvas } from './useCanvas.ts';
import s from './Lane.module.css';

/** When bytes came: one mark a socket read, a bracket where several operations came in one. Heartbeats are rings. */
export function ReadsLane({ record, scale }: { record: RunRecord; scale: () => Scale }): ReactNode {
  // Each of these is drawn by a render.
  useRun((run) => run.revision);
  useTimeline((state) => state.zoom);
  const [canvasRef, canvas] = useCanvas();
  const paint = useRef(() => {});
  useLayoutEffect(() => {
    paint.current = () => {
      const ctx = canvas.context();
      if (ctx !== null) drawLane(ctx, record, { ...scale(), width: canvas.width });
    };
    paint.current();
  });
  useEffect(() => onTheme(() => paint.current()), []);
  // The axis may grow between two arrivals.
  useEffect(
    () =>
      usePlayback.subscribe((now) => {
        if (now.following) paint.current();
      }),
    [],
  );
  const beats = indexOf(record).beats.length;
  if (!isTimed(record)) return null;
  return (
    <div className={s.lane}>
      <span className={s.label}>
        socket reads
        {record.reads > 0 && <span className={s.count}>· {formatWhole(record.reads)}</span>}
        {beats > 0 && <span className="sr-only">, {beats} heartbeats</span>}
      </span>
      <canvas ref={canvasRef} className={s.canvas} aria-hidden="true" />
    </div>
  );
}

function drawLane(ctx: CanvasRenderingContext2D, record: RunRecord, scale: Scale): void {
  const { lineStrong, ink3 } = palette();
  ctx.clearRect(0, 0, scale.width, 24);
  const marks = readMarks(record.log, scale);
  const most = marks.reduce((a, mark) => Math.max(a, mark.events), 1);
  for (const mark of marks) {
    const x = Math.round(mark.x);
    if (!mark.single) {
      const height = 2 + (mark.events / most) * 12;
      ctx.fillStyle = ink3;
      ctx.fillRect(x, 19 - height, 1.5, height);
    } else if (mark.events === 1) {
      ctx.fillStyle = lineStrong;
      ctx.fillRect(x - 1, 7, 2, 10);
    } else {
      ctx.strokeStyle = ink3;
      ctx.lineWidth = 1;
      ctx.beginPath();
      ctx.moveTo(x - 2.5, 17);
      ctx.lineTo(x - 2.5, 7.5);
      ctx.lineTo(x + 2.5, 7.5);
      ctx.lineTo(x + 2.5, 17);
      ctx.stroke();
    }
  }
  ctx.strokeStyle = ink3;
  ctx.lineWidth = 1;
  for (const t of placesInView(scale, indexOf(record).beats, axisOf(record).at)) {
    ctx.beginPath();
    ctx.arc(timeToX(scale, t), 12, 3, 0, Math.PI * 2);
    ctx.stroke();
  }
}

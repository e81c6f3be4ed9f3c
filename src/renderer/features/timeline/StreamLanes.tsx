import { type ReactNode, useEffect, useLayoutEffect, useRef } from 'react';

import type { RunDocument, RunRecord } from '../../../core/run/record.ts';
import { isTimed, usePlayback } from '../../state/playback.ts';
import { indexOf } from '../../state/run-index.ts';
import { useRun } from '../../state/run.ts';
import { select, useSelection } from '../../state/selection.ts';
import { documentTitle, showDocument } from '../../state/shown-document.ts';
import { cx } from '../../ui/cx.ts';
import { axisOf } from './axis.ts';
import { onTheme, type Palette, palette } from './palette.ts';
import { placesInView, type Scale, timeToX } from './scale.ts';
import s from './Lane.module.css';
import { documentSpan } from './stream-spans.ts';
import { useTimeline } from './timeline-state.ts';
import { useCanvas } from './useCanvas.ts';

interface StreamLanesProps {
  record: RunRecord;
  /** The document whose rows stand above. */
  shown: RunDocument;
  scale: () => Scale;
}

/** What a run has beside the document above: its other documents, a lane each, and what the model thought. */
export function StreamLanes({ record, shown, scale }: StreamLanesProps): ReactNode {
  useRun((run) => run.revision);
  const selected = useSelection((selection) => selection.event);
  if (!isTimed(record)) return null;
  const { reasons } = indexOf(record);
  const others = record.documents.length < 2 ? [] : record.documents;
  const last = reasons.at(-1);
  const thinking = selected !== null && record.log.kind(selected) === 'reason';
  return (
    <>
      {last !== undefined && (
        <StreamLane
          label="reasoning"
          title="What the model thought; it is no part of the document"
          current={thinking}
          scale={scale}
          draw={(ctx, at, colours) => drawReasoning(ctx, record, at, colours)}
          onChoose={() => select(null, last)}
        />
      )}
      {others.map((document) => (
        <StreamLane
          key={document.id ?? ''}
          label={documentTitle(record, document)}
          title="Show this document"
          current={document === shown}
          scale={scale}
          draw={(ctx, at, colours) => drawDocument(ctx, record, document, at, colours)}
          onChoose={() => showDocument(document.id)}
        />
      ))}
    </>
  );
}

interface StreamLaneProps {
  label: string;
  title: string;
  current: boolean;
  scale: () => Scale;
  draw: (ctx: CanvasRenderingContext2D, scale: Scale, colours: Palette) => void;
  onChoose: () => void;
}

function StreamLane({ label, title, current, scale, draw, onChoose }: StreamLaneProps): ReactNode {
  useTimeline((state) => state.zoom);
  const [canvasRef, canvas] = useCanvas();
  const paint = useRef(() => {});
  useLayoutEffect(() => {
    paint.current = () => {
      const ctx = canvas.context();
      if (ctx === null) return;
      const at = { ...scale(), width: canvas.width };
      ctx.clearRect(0, 0, at.width, HEIGHT);
      draw(ctx, at, palette());
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
  return (
    <div className={cx(s.lane, current && s.current)}>
      <button
        type="button"
        className={s.label}
        title={title}
        aria-pressed={current}
        aria-label={`${label} lane`}
        onClick={onChoose}
      >
        {label}
      </button>
      <canvas ref={canvasRef} className={s.canvas} aria-hidden="true" />
    </div>
  );
}

const HEIGHT = 24;
const MIDDLE = HEIGHT / 2;

/** A band from the first thought to the last, with a tick a piece. */
function drawReasoning(
  ctx: CanvasRenderingContext2D,
  record: RunRecord,
  scale: Scale,
  { ink3, lineStrong }: Palette,
): void {
  const { reasons } = indexOf(record);
  const first = record.log.t(reasons[0] ?? -1) ?? 0;
  const last = record.log.t(reasons.at(-1) ?? -1) ?? first;
  band(ctx, timeToX(scale, first), timeToX(scale, last), lineStrong);
  ctx.fillStyle = ink3;
  for (const t of placesInView(scale, reasons, axisOf(record).at)) {
    ctx.fillRect(Math.round(timeToX(scale, t)), MIDDLE - 4, 1, 8);
  }
}

/** From the document's first piece to its closing bracket; open on the right where that has not come. */
function drawDocument(
  ctx: CanvasRenderingContext2D,
  record: RunRecord,
  document: RunDocument,
  scale: Scale,
  { object, landed }: Palette,
): void {
  const span = documentSpan(record, document);
  if (span === null) return;
  const from = timeToX(scale, span.from);
  const to = timeToX(scale, span.to);
  band(ctx, from, to, span.closed ? object : landed);
  ctx.beginPath();
  ctx.arc(to, MIDDLE, 3, 0, Math.PI * 2);
  ctx.fillStyle = span.closed ? object : landed;
  ctx.fill();
}

function band(ctx: CanvasRenderingContext2D, from: number, to: number, colour: string): void {
  ctx.globalAlpha = 0.4;
  ctx.fillStyle = colour;
  ctx.beginPath();
  ctx.roundRect(from, MIDDLE - 3, Math.max(3, to - from), 6, 3);
  ctx.fill();
  ctx.globalAlpha = 1;
}

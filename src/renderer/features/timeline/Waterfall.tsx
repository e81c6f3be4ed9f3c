import { useEffect, useLayoutEffect, useRef } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';

import type { DocumentView } from '../../../core/document/history.ts';
import type { RunRecord } from '../../../core/run/record.ts';
import { seekEvent, seekTime, usePlayback } from '../../state/playback.ts';
import { opAtOrBefore } from '../../state/run-index.ts';
import { isLive, useRun } from '../../state/run.ts';
import { select, useSelection } from '../../state/selection.ts';
import type { Row } from '../rows/rows.ts';
import { targetOf } from '../rows/stamp.ts';
import { useRowWindow } from '../rows/useRowWindow.ts';
import { showTab } from '../../state/view.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { axisOf } from './axis.ts';
import { type Bar, barOf } from './bars.ts';
import { GateLanes } from './GateLanes.tsx';
import { itemTimesOf } from './item-times-of.ts';
import type { ItemTimes } from './item-times.ts';
import { ReadsLane } from './ReadsLane.tsx';
import { hitTest, ROW, RULER } from './scene.ts';
import { StreamLanes } from './StreamLanes.tsx';
import { Summary } from './Summary.tsx';
import { setTimelineOpen, toggleUnfolded, useTimeline } from './timeline-state.ts';
import { TimelineRow } from './TimelineRow.tsx';
import { useCanvas } from './useCanvas.ts';
import { useScale } from './useScale.ts';
import { useScene } from './useScene.ts';
import { useTimelineRows } from './useTimelineRows.ts';
import s from './Timeline.module.css';

/** The waterfall: a row a node, a bar from opening to landing. */
export function Waterfall({ record }: { record: RunRecord }): ReactNode {
  useRun((run) => run.revision);
  const status = useRun((run) => run.status);
  // Zooming, too, is drawn from here.
  useTimeline();
  const selected = useSelection((selection) => selection.pointer);
  const live = isLive(status);

  const { shown, view, rows, expectation } = useTimelineRows(record, live);
  const [scrollRef, scroller] = useRowWindow(rows.length, ROW);
  const [frontRef, canvas] = useCanvas();
  const [backRef, back] = useCanvas();
  const zooming = useScale(record, canvas.width);
  const bars: Bar[] = [];
  const axis = axisOf(record);
  for (let i = scroller.first; i < scroller.last; i++) {
    const row = rows.row(i);
    if (row === null) continue;
    const items = (array: number): ItemTimes => itemTimesOf(record, view, array, axis.at);
    bars.push(barOf(record, view, row, axis, items, shown, expectation));
  }
  const scene = useScene(record, zooming.scale, bars, scroller.offset, canvas, back);
  // After each render: rows, scroll, zoom and size all come in through one.
  useLayoutEffect(() => scene.paint());

  const node = selected === null ? null : view.find(selected);
  const selectedRow =
    selected === null ? -1 : node === null ? rows.indexOfGhost(selected) : rows.indexOf(node);
  const { reveal } = scroller;
  useLayoutEffect(() => {
    if (selectedRow >= 0) reveal(selectedRow);
  }, [selectedRow, reveal]);

  // The row that the playhead reaches comes into sight as it moves, until the person scrolls.
  const pinned = useRef(true);
  useEffect(() => {
    const show = ({ event }: { event: number }): void => {
      if (!pinned.current) return;
      const target = targetOf(record, view, opAtOrBefore(record, event), shown.id);
      if (target !== null) reveal(rows.indexOf(target));
    };
    if (live) show(usePlayback.getState());
    return usePlayback.subscribe((now, before) => {
      if ((now.playing && !before.playing) || (now.following && !before.following)) pinned.current = true;
      if (now.event !== before.event && (now.playing || now.following)) show(now);
    });
  }, [record, shown, view, rows, live, reveal]);

  function choose(row: Row, value: number | null): void {
    if (row.kind === 'ghost') select(row.ghost.pointer, null);
    else if (row.kind === 'node') select(view.pointer(row.node), eventOf(view, row.node));
    else {
      const item = itemTimesOf(record, view, row.node, axis.at).itemAt(value ?? Number.POSITIVE_INFINITY);
      const node = item ?? row.node;
      select(view.pointer(node), eventOf(view, node));
    }
  }

  function scrubTo(value: number): void {
    if (axis.unit === 'ms') seekTime(value);
    else seekEvent(axis.eventAt(value));
  }

  function onKeyDown(key: KeyboardEvent): void {
    if (key.ctrlKey || key.metaKey || key.altKey) return;
    const row = rows.row(selectedRow);
    const moveTo = (index: number): void => {
      const target = rows.row(Math.min(Math.max(0, index), rows.length - 1));
      if (target !== null) choose(target, null);
    };
    const actions: Record<string, () => void> = {
      ArrowDown: () => moveTo(selectedRow + 1),
      ArrowUp: () => moveTo(selectedRow < 0 ? 0 : selectedRow - 1),
      PageDown: () => moveTo(selectedRow + 10),
      PageUp: () => moveTo(selectedRow - 10),
      Home: () => moveTo(0),
      End: () => moveTo(rows.length - 1),
      ArrowLeft: () => zooming.pan(-60),
      ArrowRight: () => zooming.pan(60),
      '+': () => zooming.zoom(1.5),
      '=': () => zooming.zoom(1.5),
      '-': () => zooming.zoom(1 / 1.5),
      '0': zooming.fit,
      Enter: () => {
        if (row !== null) toggle(row);
      },
    };
    const action = actions[key.key];
    if (action === undefined) return;
    key.preventDefault();
    key.stopPropagation();
    action();
  }

  // Wheel listeners of React are passive; zooming has to keep the page from zooming with it.
  useEffect(() => {
    const element = scrollRef.current;
    if (element === null) return undefined;
    const onWheel = (wheel: WheelEvent): void => {
      pinned.current = false;
      if (wheel.ctrlKey || wheel.metaKey) {
        wheel.preventDefault();
        zooming.zoom(1.0025 ** -wheel.deltaY, canvas.xOf(wheel.clientX));
      } else if (wheel.shiftKey || Math.abs(wheel.deltaX) > Math.abs(wheel.deltaY)) {
        wheel.preventDefault();
        zooming.pan(wheel.deltaX === 0 ? wheel.deltaY : wheel.deltaX);
      }
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [scrollRef, zooming, canvas]);

  const drag = useRef<{ x: number; moved: boolean } | null>(null);
  const options: ReactNode[] = [];
  for (let i = scroller.first; i < scroller.last; i++) {
    const row = rows.row(i);
    const bar = bars[i - scroller.first];
    if (row === null || bar === undefined) continue;
    options.push(
      <TimelineRow
        key={keyOf(row)}
        id={`timeline-row-${i}`}
        row={row}
        bar={bar}
        view={view}
        unit={axis.unit}
        top={(i - scroller.first) * ROW - scroller.offset}
        selected={i === selectedRow}
        position={i + 1}
        of={rows.length}
        onToggle={() => toggle(row)}
      />,
    );
  }
  const selectedInSight = selectedRow >= scroller.first && selectedRow < scroller.last;

  return (
    <>
      <div className={s.waterfall}>
        <canvas ref={backRef} className={s.canvas} aria-hidden="true" />
        <div
          className={s.ruler}
          onPointerDown={(pointer) => {
            pointer.currentTarget.setPointerCapture(pointer.pointerId);
            scrubTo(valueAt(pointer.clientX));
          }}
          onPointerMove={(pointer) => {
            if (pointer.currentTarget.hasPointerCapture(pointer.pointerId)) scrubTo(valueAt(pointer.clientX));
          }}
          onDoubleClick={zooming.fit}
        />
        <div
          ref={scrollRef}
          className={s.scroll}
          onPointerDown={(pointer) => {
            if (pointer.button === 0 && canvas.xOf(pointer.clientX) >= 0)
              drag.current = { x: pointer.clientX, moved: false };
          }}
          onPointerMove={(pointer) => {
            const from = drag.current;
            if (from === null || pointer.buttons === 0) return;
            const dx = from.x - pointer.clientX;
            // A click may tremble by a few pixels.
            if (!from.moved && Math.abs(dx) < 4) return;
            drag.current = { x: pointer.clientX, moved: true };
            zooming.pan(dx);
          }}
          onPointerUp={(pointer) => {
            const moved = drag.current?.moved === true;
            drag.current = null;
            if (moved || pointer.button !== 0) return;
            const rect = frontRef.current?.getBoundingClientRect();
            const hit = hitTest(
              { scale: zooming.scale(), bars, offset: scroller.offset },
              canvas.xOf(pointer.clientX),
              pointer.clientY - (rect?.top ?? 0),
            );
            if (hit?.kind !== 'row') return;
            const row = rows.row(scroller.first + hit.index);
            if (row !== null) choose(row, canvas.xOf(pointer.clientX) >= 0 ? hit.value : null);
          }}
          onDoubleClick={(click) => {
            if (canvas.xOf(click.clientX) >= 0) zooming.fit();
          }}
        >
          <div style={{ height: scroller.height }}>
            <div
              role="listbox"
              aria-label="Timeline rows"
              tabIndex={0}
              aria-activedescendant={selectedInSight ? `timeline-row-${selectedRow}` : undefined}
              className={s.rows}
              style={{ height: scroller.viewport }}
              onKeyDown={onKeyDown}
            >
              {options}
            </div>
          </div>
        </div>
        <canvas ref={frontRef} className={s.canvas} aria-hidden="true" />
        {rows.length === 0 && status === 'ended' && (
          <div className={s.none}>
            <EmptyState
              title="No operation came"
              actions={<Button onClick={() => showTab('wire')}>Show what came</Button>}
            />
          </div>
        )}
      </div>
      <StreamLanes record={record} shown={shown} scale={zooming.scale} />
      <ReadsLane record={record} scale={zooming.scale} />
      <GateLanes record={record} scale={zooming.scale} />
      <Summary record={record} />
    </>
  );

  function valueAt(clientX: number): number {
    const hit = hitTest({ scale: zooming.scale(), bars: [], offset: 0 }, canvas.xOf(clientX), RULER / 2);
    return hit?.value ?? 0;
  }
}

function toggle(row: Row): void {
  if (row.kind === 'items') toggleUnfolded(row.node);
  else if (row.kind === 'node' && row.toggle !== 'none') setTimelineOpen(row.node, row.toggle === 'closed');
}

/** A leaf is selected with the operation that landed it, a container with its seed. */
function eventOf(view: DocumentView, node: number): number {
  const type = view.type(node);
  return type === 'object' || type === 'array' ? view.born(node) : view.changed(node);
}

function keyOf(row: Row): string {
  if (row.kind === 'ghost') return `ghost ${row.ghost.pointer}`;
  return row.kind === 'items' ? `items ${row.node}` : `${row.node}`;
}

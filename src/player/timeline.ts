import type { RunRecord } from '../core/run/record.ts';
import { finishedAxis } from '../renderer/features/pictures/finished-axis.ts';
import { type Row, Rows } from '../renderer/features/rows/rows.ts';
import { formatMs, formatWhole } from '../renderer/features/rows/format.ts';
import { type Bar, barOf } from '../renderer/features/timeline/bars.ts';
import { drawBack } from '../renderer/features/timeline/draw-back.ts';
import { drawFront } from '../renderer/features/timeline/draw-front.ts';
import { ItemTimes } from '../renderer/features/timeline/item-times.ts';
import { onTheme, palette } from '../renderer/features/timeline/palette.ts';
import { fitSpan, xToTime } from '../renderer/features/timeline/scale.ts';
import { RULER, type Scene } from '../renderer/features/timeline/scene.ts';
import { el, scrolling } from './dom.ts';
import { type Labelled, Labels } from './labels.ts';
import type { Playback } from './playback.ts';
import { RowsView } from './rows-view.ts';

/** Longer arrays are folded into their pattern, as in the window. */
const LONG = 50;
/** Marks of errors are drawn no denser. */
const MOST_ERRORS = 1000;

/** The waterfall, drawn by the window's own code. */
export function timeline(record: RunRecord, playback: Playback): HTMLElement {
  const axis = finishedAxis(record);
  const view = record.history.at(record.log.length - 1);
  const open = new Map<number, boolean>();
  const unfolded = new Set<number>();
  const times = new Map<number, ItemTimes>();
  const span = axis.unit === 'op' ? Math.max(8, fitSpan(axis.end)) : fitSpan(axis.end);
  const errors = record.log.failed();
  const labels = new Labels(view, toggle);
  const back = el('canvas', { 'aria-hidden': 'true' });
  const front = el('canvas', { 'aria-hidden': 'true' });
  const plot = el('div', { class: 'plot' }, back, front);
  const scroller = scrolling(el('div', { role: 'group', 'aria-label': 'Rows of the timeline' }));
  const rowsView = new RowsView(scroller, el('div', {}, labels.element, plot), RULER, paint);
  /** Counts the times that the rows were built anew. */
  let version = 0;
  let rows = build();

  function build(): Rows {
    return new Rows(view, { open, long: LONG, unfolded, newest: false, ghosts: () => [] });
  }

  function itemTimes(array: number): ItemTimes {
    let known = times.get(array);
    if (known === undefined) {
      known = new ItemTimes();
      known.update(view, array, axis.at);
      times.set(array, known);
    }
    return known;
  }

  function paint(first: number, last: number, offset: number): void {
    const bars: Bar[] = [];
    const labelled: Labelled[] = [];
    for (let i = first; i < last; i++) {
      const row = rows.row(i);
      if (row === null) continue;
      const bar = barOf(record, view, row, axis, itemTimes);
      bars.push(bar);
      labelled.push({ row, itemType: bar.kind === 'items' ? bar.type : 'array' });
    }
    labels.paint(`${version} ${first} ${last} ${offset}`, labelled, offset);
    draw(bars, offset);
  }

  function toggle(row: Row): void {
    if (row.kind === 'ghost') return;
    if (row.kind === 'node') open.set(row.node, row.toggle !== 'open');
    else if (!unfolded.delete(row.node)) unfolded.add(row.node);
    rows = build();
    version += 1;
    rowsView.setCount(rows.length);
  }

  function draw(bars: readonly Bar[], offset: number): void {
    const { clientWidth: width } = plot;
    const height = scroller.clientHeight;
    const { event, t } = playback.moment;
    const scene: Scene = {
      scale: { from: 0, span, width },
      height,
      unit: axis.unit,
      bars,
      offset,
      playhead: axis.unit === 'ms' ? t : event < 0 ? 0 : axis.at(event),
      playheadLabel:
        axis.unit === 'ms' ? formatMs(t ?? 0) : event < 0 ? 'start' : `op ${formatWhole(axis.at(event))}`,
      atEnd: event >= record.log.length - 1,
      ...waits(record, axis.unit),
      errors: errors.length > MOST_ERRORS ? [] : errors.map(axis.at),
    };
    const colours = palette();
    const [behind, before] = [context(back, width, height), context(front, width, height)];
    if (behind !== null) drawBack(behind, scene, colours);
    if (before !== null) drawFront(before, scene, colours);
  }

  function scrub(pointer: PointerEvent): void {
    const value = xToTime(
      { from: 0, span, width: plot.clientWidth },
      pointer.clientX - plot.getBoundingClientRect().left,
    );
    if (axis.unit === 'ms') playback.seek({ t: value });
    else playback.seek({ event: axis.eventAt(value) });
  }
  plot.addEventListener('pointerdown', (pointer) => {
    plot.setPointerCapture(pointer.pointerId);
    playback.playing = false;
    scrub(pointer);
  });
  // A drag leaves no focus: Space plays on from where it was dropped, however many rows there are to scroll.
  plot.addEventListener('mousedown', (press) => {
    press.preventDefault();
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  });
  plot.addEventListener('pointermove', (pointer) => {
    if (plot.hasPointerCapture(pointer.pointerId)) scrub(pointer);
  });

  const repaint = (): void => rowsView.paint();
  playback.onChange(repaint);
  onTheme(repaint);
  void document.fonts.ready.then(repaint);
  rowsView.setCount(rows.length);
  return el('section', { 'aria-label': 'Timeline', class: 'timeline' }, scroller);
}

/** The context of a canvas that has the size it is shown at, in CSS pixels. */
function context(canvas: HTMLCanvasElement, width: number, height: number): CanvasRenderingContext2D | null {
  const ratio = window.devicePixelRatio;
  const [wide, high] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== wide || canvas.height !== high) {
    canvas.width = wide;
    canvas.height = high;
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
  }
  const ctx = canvas.getContext('2d');
  ctx?.setTransform(ratio, 0, 0, ratio, 0, 0);
  return ctx;
}

function waits(record: RunRecord, unit: 'ms' | 'op'): Pick<Scene, 'waiting' | 'prefill'> {
  const heard = record.head?.t ?? null;
  const t0 = record.header?.t0;
  if (unit === 'op' || heard === null || t0 === 'first-line' || t0 === 'unknown') {
    return { waiting: null, prefill: null };
  }
  const first = record.log.t(record.log.eventOfOp(1)) ?? heard;
  return {
    waiting: { to: heard, label: `waiting ${formatWhole(heard)}` },
    prefill: first > heard ? { from: heard, to: first } : null,
  };
}

import { type PointerEvent, type RefObject, useEffect, useRef, useState } from 'react';

import { useLab } from '../../state/lab.ts';
import { escapeToken } from '../rows/pattern.ts';
import type { LabModel, LabRow } from './lab-model.ts';

/** A press may tremble by a few pixels before it is a drag. */
const THRESHOLD = 4;

/**
 * Rows that are dragged among their siblings. The order follows the pointer at once, so that the predictions are those
 * of what is seen; Escape puts everything back.
 */
export function useRowDrag(
  body: RefObject<HTMLElement | null>,
  model: LabModel,
  move: (row: LabRow, to: number) => void,
): { pattern: string | null; start: (event: PointerEvent, row: LabRow) => void } {
  const [pattern, setPattern] = useState<string | null>(null);
  // Listeners outlive the render that made them.
  const latest = useRef({ model, move });
  useEffect(() => {
    latest.current = { model, move };
  });
  const stop = useRef(() => {});
  useEffect(() => () => stop.current(), []);

  function start(event: PointerEvent, row: LabRow): void {
    if (event.button !== 0 || row.place === null) return;
    const from = event.clientY;
    const { dragged } = useLab.getState();
    let moving = false;
    const onMove = (pointer: globalThis.PointerEvent): void => {
      if (!moving && Math.abs(pointer.clientY - from) < THRESHOLD) return;
      if (!moving) setPattern(row.pattern);
      moving = true;
      const now = latest.current;
      const current = now.model.rows.find((other) => other.pattern === row.pattern);
      if (current === undefined || body.current === null) return;
      const to = indexAt(body.current, now.model, current, pointer.clientY);
      if (to !== current.place?.index) now.move(current, to);
    };
    const onKey = (key: KeyboardEvent): void => {
      if (key.key !== 'Escape') return;
      key.preventDefault();
      key.stopPropagation();
      useLab.setState({ dragged });
      end();
    };
    const end = (): void => {
      window.removeEventListener('pointermove', onMove);
      window.removeEventListener('pointerup', end);
      window.removeEventListener('pointercancel', end);
      window.removeEventListener('keydown', onKey, { capture: true });
      stop.current = () => {};
      setPattern(null);
    };
    stop.current = end;
    window.addEventListener('pointermove', onMove);
    window.addEventListener('pointerup', end);
    window.addEventListener('pointercancel', end);
    window.addEventListener('keydown', onKey, { capture: true });
  }
  return { pattern, start };
}

/** How many of its siblings have their middle above the pointer; a sibling's height is that of all below it, too. */
function indexAt(body: HTMLElement, model: LabModel, row: LabRow, y: number): number {
  const { place } = row;
  if (place === null) return 0;
  const order = model.wanted.get(place.parent) ?? model.ran.get(place.parent) ?? [];
  const rows = [...body.querySelectorAll<HTMLElement>('tr[data-pattern]')];
  let above = 0;
  for (const name of order) {
    if (name === row.name) continue;
    const pattern = `${place.parent}/${escapeToken(name)}`;
    const own = rows.filter(({ dataset }) => {
      const at = dataset['pattern'] ?? '';
      return at === pattern || at.startsWith(`${pattern}/`);
    });
    const first = own[0]?.getBoundingClientRect();
    const last = own.at(-1)?.getBoundingClientRect();
    if (first !== undefined && last !== undefined && (first.top + last.bottom) / 2 < y) above += 1;
  }
  return above;
}

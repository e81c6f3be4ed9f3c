import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { RefObject } from 'react';

import { rowWindow, scrollHeight, scrollTopFor } from './window.ts';
import type { RowWindow } from './window.ts';

export interface Scroller extends RowWindow {
  /** Height of the spacer that gives the scroll bar its length. */
  height: number;
  /** Height of what is in sight. */
  viewport: number;
  reveal: (row: number) => void;
}

const UNKNOWN = { scrollTop: 0, viewport: 0 };

/**
 * Virtual rows of one height. The rows stand in a sticky box that is shifted by the remainder, so labels and a canvas
 * beside them always move together. O(1) in the number of rows: a measuring virtualiser costs O(rows) for each append,
 * which a stream of a million lines cannot pay once a frame.
 */
export function useRowWindow(count: number, rowHeight: number): [RefObject<HTMLDivElement | null>, Scroller] {
  const ref = useRef<HTMLDivElement>(null);
  const [{ scrollTop, viewport }, setState] = useState(UNKNOWN);
  // What was measured last: asking the element again would lay the page out in the middle of a render.
  const measured = useRef(UNKNOWN);

  useLayoutEffect(() => {
    const element = ref.current;
    if (element === null) return undefined;
    const read = (): void => {
      const next = { scrollTop: element.scrollTop, viewport: element.clientHeight };
      measured.current = next;
      setState((old) => (old.scrollTop === next.scrollTop && old.viewport === next.viewport ? old : next));
    };
    read();
    element.addEventListener('scroll', read, { passive: true });
    const observer = new ResizeObserver(read);
    observer.observe(element);
    return () => {
      element.removeEventListener('scroll', read);
      observer.disconnect();
    };
  }, []);

  const counted = useRef(count);
  useEffect(() => {
    counted.current = count;
  }, [count]);

  const reveal = useCallback(
    (row: number) => {
      const element = ref.current;
      if (element === null || row < 0) return;
      const known = measured.current;
      // An element that was hidden until now has not been measured.
      const height = known.viewport === 0 ? element.clientHeight : known.viewport;
      const top = scrollTopFor(row, counted.current, rowHeight, height, known.scrollTop);
      if (top !== known.scrollTop) element.scrollTop = top;
    },
    [rowHeight],
  );

  const scroller = {
    height: scrollHeight(count, rowHeight),
    viewport,
    reveal,
    ...rowWindow(count, rowHeight, viewport, scrollTop),
  };
  return [ref, scroller];
}

/**
 * Which rows of equal height are in sight. Chromium lays no element out taller than about 33 million pixels, so beyond
 * `TALLEST` the scroll bar stands for more rows than it has pixels, and the window is found by proportion.
 */
export interface RowWindow {
  first: number;
  /** One past the last. */
  last: number;
  /** Pixels by which the first row is scrolled out at the top. */
  offset: number;
}

export const TALLEST = 15_000_000;

export function scrollHeight(count: number, rowHeight: number): number {
  return Math.min(count * rowHeight, TALLEST);
}

export function rowWindow(count: number, rowHeight: number, viewport: number, scrollTop: number): RowWindow {
  const top = contentTop(count, rowHeight, viewport, scrollTop);
  const first = Math.min(Math.floor(top / rowHeight), Math.max(0, count - 1));
  const last = Math.min(count, Math.ceil((top + viewport) / rowHeight));
  return { first, last: Math.max(first, last), offset: top - first * rowHeight };
}

/** The distance from the first row's top to the viewport's. */
function contentTop(count: number, rowHeight: number, viewport: number, scrollTop: number): number {
  const whole = count * rowHeight;
  const room = Math.max(0, whole - viewport);
  if (whole <= TALLEST) return Math.min(Math.max(0, scrollTop), room);
  return Math.min(1, Math.max(0, scrollTop / (TALLEST - viewport))) * room;
}

/** The `scrollTop` that brings a row into sight with the least movement. */
export function scrollTopFor(
  row: number,
  count: number,
  rowHeight: number,
  viewport: number,
  scrollTop: number,
): number {
  const top = contentTop(count, rowHeight, viewport, scrollTop);
  const y = row * rowHeight;
  let wanted = top;
  if (y < top) wanted = y;
  else if (y + rowHeight > top + viewport) wanted = y + rowHeight - viewport;
  if (wanted === top) return scrollTop;
  const whole = count * rowHeight;
  return whole <= TALLEST ? wanted : (wanted / (whole - viewport)) * (TALLEST - viewport);
}

import type { ArrivalRun } from '../../../core/timing/blocks-run.ts';

/** A field of the root in a lane of the race. Times in milliseconds. */
export interface Mark {
  name: string;
  /** JSON of a leaf; empty for a container. */
  value: string;
  from: number;
  at: number;
  plusMinus: number;
}

export function marksOf(run: ArrivalRun): Mark[] {
  let from = run.root.tOpen;
  return run.root.children.map((child) => {
    const mark = {
      name: String(child.key),
      value: child.kind === 'leaf' ? JSON.stringify(child.value ?? null) : '',
      from,
      at: child.tLand,
      plusMinus: child.plusMinus,
    };
    from = child.tLand;
    return mark;
  });
}

/** The field that is being written at a moment; null before the first and after the last. */
export function writing(marks: readonly Mark[], t: number): Mark | null {
  return marks.find((mark) => mark.from <= t && t < mark.at) ?? null;
}

export interface Chip {
  mark: Mark;
  /** Pixels from the lane's left edge to the chip's, and to its stalk. */
  x: number;
  /** Pixels from the chip's right edge to the lane's, where that is the edge it leans on; else null. */
  fromRight: number | null;
  stalk: number;
  /** 0 stands on the line. Null where there is no room: the stalk alone is drawn. */
  level: number | null;
}

/**
 * Places for chips of known widths, `levels` high, none over another and none over the edge:
 *
 *     level 1          ┌ urgency ┐
 *     level 0  ┌ intent ┐│            ┌ reply ┐
 *     ─────────┴─────────┴────────────┴────────
 *
 * The key comes first and always has its place, then the others by time.
 */
export function placeChips(
  marks: readonly Mark[],
  key: string | null,
  widthOf: (mark: Mark) => number,
  scale: { width: number; span: number },
  levels: number,
  gap: number,
): Chip[] {
  const taken: { from: number; to: number }[][] = Array.from({ length: levels }, () => []);
  const order = marks.toSorted((a, b) => Number(b.name === key) - Number(a.name === key) || a.at - b.at);
  const placed = new Map<Mark, Chip>();
  for (const mark of order) {
    const stalk = scale.span > 0 ? (mark.at / scale.span) * scale.width : 0;
    const wide = widthOf(mark);
    const x = Math.max(0, Math.min(stalk, scale.width - wide));
    const level = taken.findIndex((row) =>
      row.every(({ from, to }) => x + wide + gap <= from || x >= to + gap),
    );
    taken[level]?.push({ from: x, to: x + wide });
    const fromRight = x < stalk ? scale.width - x - wide : null;
    placed.set(mark, { mark, x, fromRight, stalk, level: level < 0 ? null : level });
  }
  return marks.flatMap((mark) => placed.get(mark) ?? []);
}

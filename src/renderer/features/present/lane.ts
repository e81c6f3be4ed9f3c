import type { ArrivalNode, ArrivalRun } from '../../../core/timing/blocks-run.ts';

/** A field of the root in a lane of the race, or several that are told together. Times in milliseconds. */
export interface Mark {
  name: string;
  /** JSON of a leaf; empty for a container. */
  value: string;
  type: string;
  from: number;
  at: number;
  plusMinus: number;
}

export function marksOf(run: ArrivalRun): Mark[] {
  let from = run.root.tOpen;
  return run.root.children.map((child) => {
    const mark = {
      name: String(child.key),
      value: child.value === undefined ? '' : JSON.stringify(child.value),
      type: typeOf(child),
      from,
      at: child.tLand,
      plusMinus: child.plusMinus,
    };
    from = child.tLand;
    return mark;
  });
}

function typeOf({ kind, value }: ArrivalNode): string {
  if (value === undefined) return kind === 'leaf' ? 'array' : kind;
  return value === null ? 'null' : typeof value;
}

/** The field that is being written at a moment; null before the first and after the last. */
export function writing(marks: readonly Mark[], t: number): Mark | null {
  return marks.find((mark) => mark.from <= t && t < mark.at) ?? null;
}

/** A flag over the lane. Its near edge stands on its stalk, so it grows away from it whatever it comes to say. */
export interface Flag {
  /** Pixels from the lane's left edge. */
  stalk: number;
  /** Which way it lies from its stalk. */
  side: 'left' | 'right';
  /** 0 is next to the ribbon. */
  level: number;
}

export interface Block {
  mark: Mark;
  /** Pixels. */
  x: number;
  width: number;
  /** What there is room for inside. */
  inside: 'name and time' | 'name' | 'nothing';
  /** Where its name stands if not inside; null where there is no room, and the block goes without. */
  flag: Flag | null;
}

/** Pixels that each would take, padding included. */
export interface Widths {
  name: (mark: Mark) => number;
  both: (mark: Mark) => number;
  key: number;
}

/** More fields than this side by side are a crowd: those without room for a name are counted instead of flagged. */
const MOST_FLAGS = 8;
const LEVELS = 2;

/**
 * A lane: a ribbon of blocks, each as long as its field took to write, and flags over it for what the eye is to find.
 *
 *      intent           ┌ urgency ┐       level 1
 *     "billing" · 249 ms│                 level 0; the key's flag is as high as both
 *                      ││
 *     ░waiting░░░░░░░░[ ][][reply            1,289 ms]
 *
 * The key's flag always has its place. No flag lies over another, over another's stalk, or over the edge.
 */
export function layLane(
  marks: readonly Mark[],
  keyAt: number | null,
  widths: Widths,
  { width, span }: { width: number; span: number },
  gap: number,
): { blocks: Block[]; key: Flag | null } {
  const place = (time: number): number => (span > 0 ? Math.min(width, (time / span) * width) : 0);
  const taken: { from: number; to: number; level: number }[] = [];
  const isFree = (from: number, to: number, level: number): boolean =>
    taken.every((other) => other.level !== level || to + gap <= other.from || from >= other.to + gap);
  const put = (stalk: number, wide: number, sides: readonly Flag['side'][], level: number): Flag | null => {
    for (const side of sides) {
      const from = side === 'left' ? stalk - wide : stalk;
      if (from < 0 || from + wide > width) continue;
      // The stalk of a higher one goes through the levels below it.
      const clear = Array.from({ length: level }, (_, below) => isFree(stalk, stalk, below)).every(Boolean);
      if (!clear || !isFree(from, from + wide, level)) continue;
      taken.push({ from, to: from + wide, level });
      for (let below = 0; below < level; below++) taken.push({ from: stalk, to: stalk, level: below });
      return { stalk, side, level };
    }
    return null;
  };
  let key: Flag | null = null;
  if (keyAt !== null) {
    const stalk = place(keyAt);
    const side = stalk >= widths.key || stalk + widths.key > width ? 'left' : 'right';
    const from = side === 'left' ? stalk - widths.key : stalk;
    for (let level = 0; level < LEVELS; level++) taken.push({ from, to: from + widths.key, level });
    key = { stalk, side, level: 0 };
  }
  const hasName = (mark: Mark): boolean => widths.name(mark) <= place(mark.at) - place(mark.from);
  const isCrowd = marks.length > MOST_FLAGS;
  const told = isCrowd ? together(marks, (mark) => !hasName(mark) && !holds(mark, keyAt)) : marks;
  const blocks = told.map((mark): Block => {
    const x = place(mark.from);
    const wide = place(mark.at) - x;
    const inside = widths.both(mark) <= wide ? 'name and time' : hasName(mark) ? 'name' : 'nothing';
    return { mark, x, width: wide, inside, flag: null };
  });
  if (isCrowd) return { blocks, key };
  for (const block of blocks) {
    if (block.inside !== 'nothing' || block.mark.at === keyAt) continue;
    for (let level = 0; level < LEVELS && block.flag === null; level++) {
      block.flag = put(place(block.mark.at), widths.both(block.mark), ['right', 'left'], level);
    }
  }
  return { blocks, key };
}

/** Whether a moment lies in what a field took; one that shares a read took no time that could be told. */
function holds({ from, at }: Mark, moment: number | null): boolean {
  return moment !== null && moment <= at && (from < moment || from === at) && from <= moment;
}

/** Neighbours that have no room of their own as one: `57 fields`. */
function together(marks: readonly Mark[], isNarrow: (mark: Mark) => boolean): Mark[] {
  const told: Mark[] = [];
  let count = 0;
  for (const mark of marks) {
    const last = told.at(-1);
    if (!isNarrow(mark)) count = 0;
    else if (count > 0 && last !== undefined) {
      count += 1;
      told[told.length - 1] = {
        name: `${count} fields`,
        value: '',
        type: 'object',
        from: last.from,
        at: mark.at,
        plusMinus: mark.plusMinus,
      };
      continue;
    } else count = 1;
    told.push(mark);
  }
  return told;
}

/** Colours as they lie in the memory of RGBA pixels, read as little-endian numbers: the lowest byte is red. */
type Colour = number;

interface Box {
  colours: Colour[];
  /** Bit of the channel in which they differ most, and by how much. */
  shift: number;
  range: number;
}

/**
 * At most so many colours that stand for all those given, with how often each is there. The colours are cut in halves
 * along the channel in which they differ most; the one that is there most often stands for its box, so that large flat
 * areas keep their very colour. O(n log n) in distinct colours.
 */
export function paletteOf(counts: ReadonlyMap<Colour, number>, most: number): Colour[] {
  const boxes = [boxOf([...counts.keys()])];
  while (boxes.length < most) {
    const widest = boxes.reduce((best, box) => (box.range > best.range ? box : best));
    if (widest.range === 0) break;
    const { shift } = widest;
    const sorted = widest.colours.toSorted((a, b) => ((a >> shift) & 255) - ((b >> shift) & 255));
    const middle = cutOf(sorted, shift);
    boxes.splice(boxes.indexOf(widest), 1, boxOf(sorted.slice(0, middle)), boxOf(sorted.slice(middle)));
  }
  return boxes.map(({ colours }) =>
    colours.reduce((best, colour) => ((counts.get(colour) ?? 0) > (counts.get(best) ?? 0) ? colour : best)),
  );
}

/** Index of the palette's colour nearest to this one. */
export function nearest(palette: readonly Colour[], colour: Colour): number {
  let [best, least] = [0, Infinity];
  palette.forEach((candidate, i) => {
    let distance = 0;
    for (const shift of [0, 8, 16])
      distance += (((candidate >> shift) & 255) - ((colour >> shift) & 255)) ** 2;
    if (distance < least) [best, least] = [i, distance];
  });
  return best;
}

function boxOf(colours: Colour[]): Box {
  const box = { colours, shift: 0, range: 0 };
  for (const shift of [0, 8, 16]) {
    let [low, high] = [255, 0];
    for (const colour of colours) {
      low = Math.min(low, (colour >> shift) & 255);
      high = Math.max(high, (colour >> shift) & 255);
    }
    if (high - low > box.range) [box.shift, box.range] = [shift, high - low];
  }
  return box;
}

/** In the middle between the lowest and the highest, so that no half is empty and none spans more than half. */
function cutOf(sorted: readonly Colour[], shift: number): number {
  const value = (i: number): number => ((sorted[i] ?? 0) >> shift) & 255;
  const middle = (value(0) + value(sorted.length - 1)) / 2;
  return sorted.findIndex((colour) => ((colour >> shift) & 255) > middle);
}

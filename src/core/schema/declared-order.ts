/**
 * Which of the keys that arrived at an object came out of declared order: the fewest whose removal leaves the rest in
 * order (all but a longest increasing run of places). So one key that jumped the queue is named, and not all that it
 * passed. Keys that are not declared have no order to break. In order of arrival; O(n log n).
 */
export function outOfDeclaredOrder(declared: readonly string[], arrived: readonly string[]): string[] {
  const placeOf = new Map(declared.map((name, place) => [name, place]));
  const known = arrived.flatMap((key) => {
    const place = placeOf.get(key);
    return place === undefined ? [] : [{ key, place }];
  });
  const inOrder = longestIncreasing(known.map(({ place }) => place));
  return known.filter((_, index) => !inOrder.has(index)).map(({ key }) => key);
}

/** Indexes of one longest strictly increasing subsequence, by patience sorting. */
function longestIncreasing(values: readonly number[]): Set<number> {
  /** Index of the smallest value that ends an increasing run of length i + 1. */
  const tails: number[] = [];
  const before: (number | undefined)[] = [];
  values.forEach((value, index) => {
    const at = firstNotBelow(tails, value, values);
    before.push(at === 0 ? undefined : tails[at - 1]);
    tails[at] = index;
  });
  const chosen = new Set<number>();
  for (let index = tails.at(-1); index !== undefined; index = before[index]) chosen.add(index);
  return chosen;
}

function firstNotBelow(tails: readonly number[], value: number, values: readonly number[]): number {
  let low = 0;
  let high = tails.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const tail = values[tails[middle] ?? 0] ?? 0;
    if (tail < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

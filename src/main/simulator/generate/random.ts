/** Numbers in [0, 1), the same for the same key on every machine. */
export type Random = () => number;

/**
 * A source of its own for every decision, keyed by what is decided (seed, pointer, purpose) and not by how many were
 * made before it. That is what keeps a field's value the same wherever in the order it stands.
 */
export function randomFor(...key: readonly (string | number)[]): Random {
  let state = hash(key.join('\u0000'));
  // mulberry32: 32 bits of state are plenty for the handful of numbers that one decision draws.
  return function next() {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
}

/** FNV-1a over UTF-16 units, then murmur3's finaliser so that neighbouring keys do not resemble each other. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return value ^ (value >>> 16);
}

/** A whole number from low to high, both included. */
export function between(random: Random, low: number, high: number): number {
  return low + Math.floor(random() * (high - low + 1));
}

export function pick<T>(random: Random, list: readonly [T, ...T[]]): T {
  return list[Math.floor(random() * list.length)] ?? list[0];
}

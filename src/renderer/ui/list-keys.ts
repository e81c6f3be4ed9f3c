/** Where a key leads in a list of `count`, from `at`; null where it leads nowhere. The ends hold. */
export function stepTo(key: string, at: number, count: number): number | null {
  if (count === 0) return null;
  switch (key) {
    case 'ArrowDown':
      return Math.min(at + 1, count - 1);
    case 'ArrowUp':
      return Math.max(at - 1, 0);
    case 'PageDown':
      return Math.min(at + 10, count - 1);
    case 'PageUp':
      return Math.max(at - 10, 0);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}

/** The next label after `at` that begins with a letter that was typed, round and round; null where none does. */
export function typeTo(key: string, at: number, labels: readonly string[]): number | null {
  if (key.length !== 1 || key === ' ') return null;
  for (let step = 1; step <= labels.length; step++) {
    const index = (at + step) % labels.length;
    if (labels[index]?.toLowerCase().startsWith(key.toLowerCase()) === true) return index;
  }
  return null;
}

/**
 * Keeps a key that a list has used from everything around it: a dialog listens for Escape on the document itself, and
 * would close with the list.
 */
export function takeKey(event: Pick<Event, 'preventDefault' | 'stopPropagation'>): void {
  event.preventDefault();
  event.stopPropagation();
}

import { describe, expect, it } from 'vitest';
import { slices } from './slices.ts';

describe('slices', () => {
  it('should give all items in their order, and the loop a turn after every so many', async () => {
    const items = Array.from({ length: 1000 }, (_, i) => i);
    const got: number[] = [];
    let since = 0;
    let most = 0;
    let over = false;
    function turn(): void {
      since = 0;
      if (!over) setImmediate(turn);
    }
    setImmediate(turn);
    for await (const slice of slices(items, 7)) {
      since += slice.length;
      most = Math.max(most, since);
      got.push(...slice);
    }
    over = true;
    expect(got).toEqual(items);
    expect(most).toBe(7);
  });

  it('should give nothing of nothing', async () => {
    for await (const slice of slices([], 7)) expect(slice).toBe('never');
  });
});

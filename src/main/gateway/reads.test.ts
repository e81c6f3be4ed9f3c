import { describe, expect, it } from 'vitest';
import { MAX_UNTAKEN, Reads, type Stretch } from './reads.ts';

function setUp() {
  const given: Stretch[][] = [];
  const flow: string[] = [];
  const reads = new Reads((stretches) => given.push(stretches));
  reads.start({ pause: () => flow.push('pause'), resume: () => flow.push('resume') });
  return { given, flow, reads };
}

describe('Reads', () => {
  it('should give out one stretch for each read, those of one turn together', async () => {
    const { given, reads } = setUp();
    const whole = new TextEncoder().encode('abcdef');
    reads.push(whole.subarray(0, 2), { now: 1, c: 1 });
    reads.push(whole.subarray(2, 4), { now: 1, c: 1 });
    reads.push(whole.subarray(4), { now: 2, c: 2 });
    expect(given).toEqual([]);
    await Promise.resolve();
    const told = given.map((stretches) =>
      stretches.map(({ bytes, stamp }) => ({ text: new TextDecoder().decode(bytes), ...stamp })),
    );
    expect(told).toEqual([
      [
        { text: 'abcd', now: 1, c: 1 },
        { text: 'ef', now: 2, c: 2 },
      ],
    ]);
    reads.flush();
    expect(given).toHaveLength(1);
  });

  it('should give out bytes that nothing else has', async () => {
    const { given, reads } = setUp();
    const whole = new Uint8Array([1, 2, 3]);
    reads.push(whole.subarray(1), { now: 1, c: 1 });
    await Promise.resolve();
    whole.fill(0);
    expect(given[0]?.[0]?.bytes).toEqual(new Uint8Array([2, 3]));
    expect(given[0]?.[0]?.bytes.buffer.byteLength).toBe(2);
  });

  it('should pause a flow that nobody takes, and let it go on when half of it is taken', () => {
    const { flow, reads } = setUp();
    const piece = new Uint8Array(MAX_UNTAKEN / 8);
    for (let c = 1; c <= 8; c++) reads.push(piece, { now: c, c });
    expect(flow).toEqual([]);
    for (let c = 9; c <= 10; c++) reads.push(piece, { now: c, c });
    expect(flow).toEqual(['pause']);
    reads.taken(5 * piece.length);
    expect(flow).toEqual(['pause']);
    reads.taken(piece.length);
    expect(flow).toEqual(['pause', 'resume']);
    reads.taken(4 * piece.length);
    expect(flow).toEqual(['pause', 'resume']);
  });
});

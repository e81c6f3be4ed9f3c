import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { Turns } from './turns.ts';

/** Each job takes 4 ms of a clock of its own. */
function setUp() {
  const done: string[] = [];
  let now = 0;
  const turns = new Turns(() => now);
  const push = (name: string, then = (): void => {}): void =>
    turns.push(() => {
      now += 4;
      done.push(name);
      then();
    });
  return { done, push };
}

describe('Turns', () => {
  it('should do what ten milliseconds have room for, and let the loop turn', async () => {
    const { done, push } = setUp();
    for (const name of 'abcdefg') push(name);
    expect(done.join('')).toBe('');
    const seen: string[] = [];
    for (let turn = 0; turn < 4; turn++) {
      await setImmediate();
      seen.push(done.join(''));
    }
    expect(seen).toEqual(['abc', 'abcdef', 'abcdefg', 'abcdefg']);
  });

  it('should do what comes while it works behind what was there, within the same turn', async () => {
    const { done, push } = setUp();
    push('a', () => push('c', () => push('d')));
    push('b');
    await setImmediate();
    expect(done.join('')).toBe('abc');
    await setImmediate();
    expect(done.join('')).toBe('abcd');
  });
});

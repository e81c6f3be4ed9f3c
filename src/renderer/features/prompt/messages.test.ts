import { describe, expect, it } from 'vitest';

import { asMessages, asText, moved } from './messages.ts';

describe('asMessages and asText', () => {
  it('should take a prompt for one message of the user, and back', () => {
    expect(asMessages('hi')).toEqual([{ role: 'user', content: 'hi' }]);
    expect(asText(asMessages('hi'))).toEqual({ text: 'hi', lost: false });
  });

  it('should say when words would be lost', () => {
    const messages = [
      { role: 'system', content: 'be brief' },
      { role: 'user', content: 'hi' },
    ];
    expect(asText(messages)).toEqual({ text: 'hi', lost: true });
  });
});

describe('moved', () => {
  it('should put one item elsewhere and stop at the ends', () => {
    expect(moved(['a', 'b', 'c'], 2, 0)).toEqual(['c', 'a', 'b']);
    expect(moved(['a', 'b'], 0, -1)).toEqual(['a', 'b']);
  });
});

import { describe, expect, it } from 'vitest';

import { toStrictJson } from './strict.ts';

describe('toStrictJson', () => {
  it('should take out comments and trailing commas, and nothing else', () => {
    const pasted = '{\n  // who\n  "a": [1, 2,], /* b */\n  "b": "x, // y",\n}';
    const strict = toStrictJson(pasted);
    expect(strict).not.toBeNull();
    expect(JSON.parse(strict ?? '')).toEqual({ a: [1, 2], b: 'x, // y' });
    expect(strict?.split('\n')).toHaveLength(5);
  });

  it('should offer nothing for strict JSON, or for what is broken in another way', () => {
    expect(toStrictJson('{"a": 1}')).toBeNull();
    expect(toStrictJson('{"a": 1,, }')).toBeNull();
    expect(toStrictJson('{"a" 1, // x\n}')).toBeNull();
  });
});

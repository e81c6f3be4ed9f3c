import { describe, expect, it } from 'vitest';

import { readExtra, writeExtra } from './extra.ts';

describe('readExtra', () => {
  it('should read an object, and nothing as none', () => {
    expect(readExtra('')).toEqual({ ok: true, value: {} });
    expect(readExtra('{"top_p": 0.9}')).toEqual({ ok: true, value: { top_p: 0.9 } });
    expect(readExtra(writeExtra({ a: [1] }))).toEqual({ ok: true, value: { a: [1] } });
  });

  it('should refuse a number that would be sent as another one, and take one that is only spelt otherwise', () => {
    expect(readExtra('{"a": [1.0, 1e2, -0, 0.1]}')).toMatchObject({ ok: true });
    expect(readExtra('{"user": {"id": 12345678901234567891}}')).toEqual({
      ok: false,
      message: '12345678901234567891 cannot be kept, it would be sent as 12345678901234567000',
      offset: 16,
    });
    expect(readExtra('{"a": 1e400}')).toMatchObject({ ok: false, offset: 6 });
  });

  it('should say what is wrong and where', () => {
    expect(readExtra('{"a" 1}')).toEqual({ ok: false, message: 'colon expected', offset: 5 });
    expect(readExtra('[1]')).toMatchObject({ ok: false, offset: 0 });
    expect(readExtra('{"a": 1, "stream": true}')).toEqual({
      ok: false,
      message: 'stream is set by Landfall',
      offset: 9,
    });
  });
});

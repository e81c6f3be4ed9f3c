import { describe, expect, it } from 'vitest';

import { readExtra, writeExtra } from './extra.ts';

describe('readExtra', () => {
  it('should read an object, and nothing as none', () => {
    expect(readExtra('')).toEqual({ ok: true, value: {} });
    expect(readExtra('{"top_p": 0.9}')).toEqual({ ok: true, value: { top_p: 0.9 } });
    expect(readExtra(writeExtra({ a: [1] }))).toEqual({ ok: true, value: { a: [1] } });
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

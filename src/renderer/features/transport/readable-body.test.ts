import { describe, expect, it } from 'vitest';

import { readableBody } from './readable-body.ts';

describe('readableBody', () => {
  it('should lay out JSON and keep its spelling', () => {
    expect(readableBody('{"b":1.0,"a":"x"}')).toEqual({
      kind: 'json',
      text: '{\n  "b": 1.0,\n  "a": "x"\n}',
    });
  });

  it('should give the text of a web page, and nothing that it hides', () => {
    const page =
      '<!DOCTYPE html><html><head><title>Oh &amp; no</title><style>b{}</style></head><body><h1>Oh &amp; no</h1><script>alert(1)</script><p>try <b>later</b></p></body></html>';
    expect(readableBody(page)).toEqual({ kind: 'page', text: 'Oh & no\ntry later' });
  });

  it('should leave other text alone, and say that a body is empty', () => {
    expect(readableBody('upstream connect error').text).toBe('upstream connect error');
    expect(readableBody(' ').text).toBe('(empty body)');
  });
});

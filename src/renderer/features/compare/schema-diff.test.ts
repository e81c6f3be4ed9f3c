import { describe, expect, it } from 'vitest';

import { schemaDiff } from './schema-diff.ts';

const A =
  '{"properties":{"reply":{"type":"string"},"intent":{"type":"string"},"note":{},"n":{"type":"integer"}}}';
const B =
  '{ "properties": { "intent":{"type":"string"}, "reply":{"type":"string"}, "n":{"type":"number"}, "x":{} } }';

describe('schemaDiff', () => {
  it('should tell order, what one side alone has, and other types apart', () => {
    expect(schemaDiff(A, B)).toEqual({
      orders: [{ pattern: '', a: ['reply', 'intent', 'n'], b: ['intent', 'reply', 'n'], moved: ['intent'] }],
      onlyA: ['/note'],
      onlyB: ['/x'],
      changed: [{ pattern: '/n', a: 'integer', b: 'number' }],
    });
  });

  it('should find nothing where only the layout differs, and say nothing of what is no schema', () => {
    expect(schemaDiff(A, A.replaceAll(':', ' : '))).toEqual({
      orders: [],
      onlyA: [],
      onlyB: [],
      changed: [],
    });
    expect(schemaDiff(A, 'no')).toBeNull();
  });
});

import { describe, expect, it } from 'vitest';

import { parseSchema } from '../../../core/schema/parse.ts';
import { markersOf } from './markers.ts';

function treeOf(text: string) {
  const parsed = parseSchema(text);
  if (!parsed.ok) throw new Error('not a schema');
  return parsed.schema;
}

describe('markersOf', () => {
  it('should put a problem of main on the rest of its line', () => {
    const text = '{\n  "type": "objekt"\n}';
    const offset = text.indexOf('"objekt"');
    const [marker] = markersOf(treeOf(text), [{ message: 'no such type', pointer: '/type', offset }], false);
    expect(marker).toEqual({ message: 'no such type', offset, length: 8, severity: 'error' });
  });

  it('should hold a schema to the strict subset where the connection sends strict, and only there', () => {
    const tree = treeOf('{"type":"object","properties":{"a":{"type":"string"}}}');
    expect(markersOf(tree, [], false).filter(({ severity }) => severity === 'error')).toEqual([]);
    const strict = markersOf(tree, [], true).filter(({ severity }) => severity === 'error');
    expect(strict.length).toBeGreaterThan(0);
    expect(strict.every(({ message }) => message.startsWith('strict: '))).toBe(true);
  });
});

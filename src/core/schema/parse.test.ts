import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { parseSchema } from './parse.ts';

function problemsOf(text: string) {
  const parsed = parseSchema(text);
  return parsed.ok ? [] : parsed.problems;
}

describe('parseSchema', () => {
  it('should point at a comment', () => {
    expect(problemsOf('{\n  // order matters\n  "type": "object" }')).toEqual([
      { message: 'comments are not JSON: remove them', offset: 4 },
    ]);
  });

  it('should point behind a trailing comma', () => {
    expect(problemsOf('{"a": 1,}')).toEqual([
      { message: 'a trailing comma is not JSON: remove it', offset: 8 },
    ]);
    expect(problemsOf('{"enum": [1,]}')[0]).toEqual({
      message: 'a trailing comma is not JSON: remove it',
      offset: 12,
    });
  });

  it('should refuse an empty text, a byte order mark and a value that is no schema', () => {
    expect(problemsOf('  ')).toHaveLength(1);
    expect(problemsOf('\uFEFF{}')).toHaveLength(1);
    expect(problemsOf(' [1]')).toEqual([
      { message: 'a JSON Schema is an object, this is an array', offset: 1 },
    ]);
  });

  it('should refuse nesting that would exhaust the stack, and say where', () => {
    const deep = `${'{"not":'.repeat(100_000)}{}${'}'.repeat(100_000)}`;
    expect(problemsOf(deep)).toEqual([{ message: 'nested deeper than 512 levels', offset: 512 * 7 }]);
  });

  it('should accept what JSON.parse accepts and nothing else', () => {
    const pieces = [
      '{',
      '}',
      '[',
      ']',
      '"a"',
      ':',
      ',',
      '1',
      '01',
      '-',
      'true',
      '// x\n',
      '/* */',
      ' ',
      '"\t"',
      '\\',
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 8 }), (parts) => {
        const text = `{"x":${parts.join('')}}`;
        expect(parseSchema(text).ok).toBe(isJson(text));
      }),
      { numRuns: 500 },
    );
  });

  it('should keep members as written, integer-like keys and __proto__ included', () => {
    const key = fc.oneof(fc.string(), fc.constantFrom('10', '2', '0', '__proto__', 'constructor', ''));
    fc.assert(
      fc.property(fc.uniqueArray(key, { maxLength: 12 }), (keys) => {
        const text = `{ ${keys.map((name, i) => `${JSON.stringify(name)} : ${i}`).join(' ,\n ')} }`;
        const parsed = parseSchema(text);
        if (!parsed.ok || parsed.schema.root.type !== 'object') throw new Error('not read');
        const { members } = parsed.schema.root;
        expect(members.map((member) => member.key)).toEqual(keys);
        for (const [i, member] of members.entries()) {
          expect(text.slice(member.offset, member.offset + member.length)).toBe(
            `${JSON.stringify(member.key)} : ${i}`,
          );
        }
      }),
    );
  });
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

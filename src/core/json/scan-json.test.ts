import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { equalNumbers } from './equal-numbers.ts';
import { leafSource, locateOperations, locateValue } from './locate-value.ts';
import { scanJson, stringAt, type ScanSink } from './scan-json.ts';

/** Puts the value together again from what the scanner tells, leaves through their own source. */
function rebuild(text: string): string | null {
  let out = '';
  const separate = (): void => {
    if (out !== '' && !/[[{:]$/.test(out)) out += ',';
  };
  const closers: string[] = [];
  const sink: ScanSink = {
    open(type) {
      separate();
      out += type === 'object' ? '{' : '[';
      closers.push(type === 'object' ? '}' : ']');
    },
    key(at, end) {
      separate();
      out += `${JSON.stringify(stringAt(text, at, end))}:`;
    },
    leaf(type, at) {
      separate();
      const source = leafSource(text, at);
      const value: unknown = JSON.parse(source);
      expect(value === null ? 'null' : typeof value).toBe(type);
      out += source;
    },
    close() {
      out += closers.pop() ?? '';
    },
  };
  const end = scanJson(text, 0, sink, 512);
  return typeof end === 'number' && /^[ \t\r\n]*$/.test(text.slice(end)) ? out : null;
}

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

describe('scanJson', () => {
  it('should tell the parts of any JSON text in their order (invariants 1, 2)', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 6 }), fc.constantFrom(0, 1, 2), (text, indent) => {
        const spaced = JSON.stringify(JSON.parse(text), null, indent);
        expect(JSON.parse(rebuild(spaced) ?? '')).toEqual(JSON.parse(text));
      }),
    );
  });

  it('should accept exactly what JSON.parse accepts (invariant 1)', () => {
    const snippet = fc.constantFrom(
      ...'{}[]:,"'.split(''),
      '"a"',
      '"\\u00e9"',
      '"\\u00g9"',
      '"\\x"',
      '"\n"',
      '"\\',
      '0',
      '-',
      '01',
      '1.',
      '1.5',
      '.5',
      '1e5',
      '1e',
      '+1',
      '-0',
      'true',
      'tru',
      'null',
      ' ',
      '\t',
      '\n',
      '\u00a0',
      'NaN',
    );
    const garbled = fc.oneof(
      fc.array(snippet, { maxLength: 8 }).map((parts) => parts.join('')),
      fc.tuple(fc.json(), fc.nat(), snippet).map(([text, n, put]) => {
        const at = n % (text.length + 1);
        return text.slice(0, at) + put + text.slice(at + 1);
      }),
    );
    fc.assert(
      fc.property(garbled, (text) => {
        expect(rebuild(text) !== null, text).toBe(parses(text));
      }),
      { numRuns: 3_000 },
    );
  });

  it('should keep order, duplicates, odd keys and spelling (invariant 2)', () => {
    const text = '{"b":1.0,"10":-0,"a":1e400,"b":9223372036854775808,"__proto__":{"":"\\u00e9"}}';
    expect(rebuild(text)).toBe(text);
  });

  it('should stop at the limit of nesting and not at the end of the stack (invariant 3)', () => {
    const nothing: ScanSink = { open() {}, key() {}, leaf() {}, close() {} };
    expect(scanJson('['.repeat(100_000), 0, nothing, 512)).toMatchObject({ kind: 'limit', offset: 512 });
    const fits = '['.repeat(512) + ']'.repeat(512);
    expect(scanJson(fits, 0, nothing, 512)).toBe(fits.length);
  });
});

describe('locateValue', () => {
  it.each([
    ['{"op":"add","path":"/value","value":1.0}', '1.0'],
    ['{ "value" : "a\\"}" , "op":"add","path":""}', '"a\\"}"'],
    ['{"value":1,"x":{"value":2},"value":3}', '3'],
    ['{"$":"op","t":1,"op":{"op":"add","path":"","value":true,"t":5}}', 'true'],
    ['{"op":"add","path":"","val\\u0075e":null,"t":1.5,"c":2}', 'null'],
  ])('should find the value of %s', (text, source) => {
    expect(leafSource(text, locateValue(text))).toBe(source);
  });

  it('should find the operations of a batch, alone or inside an object', () => {
    const batch = '[{"op":"remove","path":"/a"}, {"op":"add","path":"","value":7}]';
    for (const text of [batch, `{"type":"STATE_DELTA","tags":[1],"delta":${batch}}`]) {
      const places = locateOperations(text, 2);
      expect(places?.map((at) => text.slice(at, at + 6))).toEqual(['{"op":', '{"op":']);
      expect(leafSource(text, locateValue(text, places?.[1]))).toBe('7');
    }
    expect(locateOperations('{"a":1}', 2)).toBeNull();
  });
});

describe('equalNumbers', () => {
  it.each([
    ['1', '1.0', true],
    ['-0', '0', true],
    ['0e5', '0', true],
    ['1e2', '100', true],
    ['1e400', '10e399', true],
    ['1e400', '1e401', false],
    ['9007199254740993', '9007199254740992', false],
    ['-1', '1', false],
    ['0.001', '1E-3', true],
  ])('should compare %s with %s by value', (left, right, equal) => {
    expect(equalNumbers(left, right)).toBe(equal);
  });
});

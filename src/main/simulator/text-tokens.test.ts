import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { fromPlain, writeJson } from './generate/json.ts';
import { modelById } from './models.ts';
import { stepsOf } from './steps.ts';
import { documentTokens } from './text-tokens.ts';
import { cutEvenly, cutTokens, leafTokens, tokensIn } from './tokens.ts';

const model = modelById('sim/jittery-60tps');
if (model === undefined) throw new Error('no such model');
const anyText = fc.string({ unit: 'binary', maxLength: 80 });

describe('cutTokens', () => {
  it('should lose nothing, and be counted by tokensIn', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(cutTokens(text).join('')).toBe(text);
        const json = JSON.stringify(text);
        expect(leafTokens(json).join('')).toBe(json);
        expect(leafTokens(json)).toHaveLength(tokensIn(json));
      }),
    );
    expect(cutTokens('Your refund of 1234.50 was sent')).toEqual([
      'Your',
      ' refund',
      ' of',
      ' ',
      '123',
      '4',
      '.',
      '50',
      ' was',
      ' sent',
    ]);
  });

  it('should cut evenly into as many pieces as asked for', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 1, max: 9 }), (text, count) => {
        const pieces = cutEvenly(text, count);
        expect(pieces).toHaveLength(count);
        expect(pieces.join('')).toBe(text);
      }),
    );
  });
});

describe('documentTokens', () => {
  it('should be the compact JSON of the document when joined (invariant 1)', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), fc.nat(), (plain, seed) => {
        const value = fromPlain(plain);
        const text = documentTokens(stepsOf(value), model, seed)
          .map((token) => token.text)
          .join('');
        expect(text).toBe(writeJson(value));
      }),
    );
  });

  it('should write sorted keys and a repeated member where that is asked for', () => {
    const value = fromPlain(JSON.parse('{"b":[{"z":1,"y":2}],"a":{"d":0,"c":""}}'));
    const written = (writing: object) =>
      documentTokens(stepsOf(value, writing), model, 1)
        .map((token) => token.text)
        .join('');
    expect(written({ sortedKeys: true })).toBe('{"a":{"c":"","d":0},"b":[{"y":2,"z":1}]}');
    expect(written({ repeatedMember: true })).toBe(
      '{"b":[{"z":1,"y":2}],"b":[{"z":1,"y":2}],"a":{"d":0,"c":""}}',
    );
  });
});

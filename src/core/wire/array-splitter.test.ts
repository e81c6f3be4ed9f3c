import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { Frame } from './frame.ts';
import { createFramer } from './framer.ts';

function framesOf(pieces: readonly Uint8Array[], limit?: number): Frame[] {
  const framer = createFramer('json-array', limit);
  return [...pieces.flatMap((piece) => framer.push(piece)), ...framer.end()];
}

function frames(text: string, limit?: number): Frame[] {
  return framesOf([new TextEncoder().encode(text)], limit);
}

function texts(text: string): string[] {
  return frames(text).map((frame) => (frame.kind === 'line' ? frame.text : frame.kind));
}

describe('json-array framing', () => {
  it('should tell the elements of an array, as they were spelled', () => {
    expect(texts(' [ {"a": "],{\\"" } , [1,[2]],"x,]", 1.0 ,null]\n')).toEqual([
      '{"a": "],{\\"" }',
      '[1,[2]]',
      '"x,]"',
      '1.0',
      'null',
    ]);
    expect(texts('[]')).toEqual([]);
  });

  it('should tell an element as soon as its bracket is there', () => {
    const framer = createFramer('json-array');
    expect(framer.push(new TextEncoder().encode('[{"a":1}'))).toEqual([{ kind: 'line', text: '{"a":1}' }]);
    expect(framer.push(new TextEncoder().encode('\n,'))).toEqual([]);
  });

  it('should say where the body is no array, goes on behind it, or ends inside an element', () => {
    expect(frames('<html>')).toMatchObject([{ kind: 'bad', why: 'text outside the JSON array' }]);
    expect(frames('[1] x')).toMatchObject([{ kind: 'line' }, { kind: 'bad', raw: 'x' }]);
    expect(frames('[{"a":')).toMatchObject([
      { kind: 'bad', raw: '{"a":', why: 'the body ends inside an element' },
    ]);
  });

  it('should stop at an element over the limit', () => {
    expect(frames('["aaaaaaaaaa",1]', 5)).toMatchObject([{ kind: 'line' }, { kind: 'line' }]);
    const framer = createFramer('json-array', 5);
    const encoder = new TextEncoder();
    const told = [...framer.push(encoder.encode('["aaaaaa')), ...framer.push(encoder.encode('",1]'))];
    expect(told).toMatchObject([{ kind: 'limit', limit: 5 }]);
  });

  it('should give the same frames for every cut, UTF-8 or not', () => {
    const element = fc.json({ maxDepth: 2 });
    const cuts = fc.array(fc.nat(200), { maxLength: 8 });
    fc.assert(
      fc.property(fc.array(element, { maxLength: 4 }), cuts, (elements, places) => {
        const bytes = new TextEncoder().encode(`[${elements.join(' ,\n')}]`);
        const ends = places.map((place) => place % (bytes.length + 1)).sort((a, b) => a - b);
        const pieces = [0, ...ends].map((from, index) => bytes.subarray(from, ends[index] ?? bytes.length));
        expect(framesOf(pieces)).toEqual(elements.map((text) => ({ kind: 'line', text })));
      }),
    );
    const spoilt = Uint8Array.from([0x5b, 0x22, 0xff, 0xc3, 0x22, 0x5d]);
    const kinds = [...spoilt].map((byte) => Uint8Array.from([byte]));
    expect(framesOf(kinds).filter(({ kind }) => kind === 'line')).toEqual(
      framesOf([spoilt]).filter(({ kind }) => kind === 'line'),
    );
    expect(framesOf(kinds).filter(({ kind }) => kind === 'bad')).toHaveLength(1);
  });
});

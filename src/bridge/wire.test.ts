import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeAnswer, decodeCall, encodeAnswer, encodeCall } from './wire.ts';

describe('the WebSocket codec', () => {
  it('should carry any call', () => {
    fc.assert(
      fc.property(fc.nat(), fc.string(), fc.jsonValue(), (id, verb, args) => {
        const frame = { id, verb, args: JSON.parse(JSON.stringify(args)) as unknown };
        expect(decodeCall(encodeCall(frame))).toEqual(frame);
      }),
    );
  });

  it('should carry bytes as bytes, wherever they lie in their buffer', () => {
    fc.assert(
      fc.property(
        fc.nat(),
        fc.string({ unit: 'binary', maxLength: 200 }),
        fc.uint8Array(),
        fc.nat(9),
        (id, name, bytes, offset) => {
          const encoded = encodeCall({ id, verb: 'imports.chunk', args: { id: name, bytes } });
          expect(decodeCall(moved(encoded, offset))).toEqual({
            id,
            verb: 'imports.chunk',
            args: { id: name, bytes },
          });
          const answer = { id, ok: true, result: { name, bytes } } as const;
          expect(decodeAnswer(moved(encodeAnswer(answer), offset))).toEqual(answer);
        },
      ),
    );
  });

  it('should give null for whatever else comes', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.uint8Array()), (data) => {
        const frame = decodeCall(data);
        expect(frame === null || typeof frame.verb === 'string').toBe(true);
      }),
    );
    for (const data of ['null', '7', '{"id":1.5,"verb":"x"}', '{"id":1}', '{"verb":"x"}'])
      expect(decodeCall(data)).toBeNull();
    for (const data of ['', 'null', '{"ok":true}', '{"id":1,"ok":false}'])
      expect(decodeAnswer(data)).toBeNull();
  });

  it('should carry answers and pushes', () => {
    for (const frame of [
      { id: 1, ok: true, result: { a: [null] } },
      { id: 2, ok: false, error: { kind: 'failed', message: 'x' } },
      { push: 'command', told: { id: 'run' } },
    ] as const) {
      expect(decodeAnswer(encodeAnswer(frame))).toEqual(frame);
    }
  });
});

/** The same bytes at another place of another buffer. */
function moved(encoded: string | Uint8Array, offset: number): Uint8Array {
  if (typeof encoded === 'string') throw new Error('bytes must not travel as text');
  const shifted = new Uint8Array(encoded.length + offset);
  shifted.set(encoded, offset);
  return shifted.subarray(offset);
}

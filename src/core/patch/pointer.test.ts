import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkOperation } from './check-operation.ts';
import { formatPointer, indexIn, parsePointer } from './pointer.ts';

describe('parsePointer', () => {
  it('should give back the tokens that formatPointer was given', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.string(), fc.constantFrom('', '~', '/', '~1', '~01', '__proto__'))),
        (tokens) => {
          expect(parsePointer(formatPointer(tokens))).toEqual(tokens);
        },
      ),
    );
  });

  it.each(['a', '#/a', '/~', '/~2', '/a/~x/b'])('should refuse %s', (text) => {
    expect(parsePointer(text)).toMatchObject({ kind: 'pointer' });
  });
});

describe('indexIn', () => {
  it.each([
    ['0', 0],
    ['10', 10],
    ['', -1],
    ['01', -1],
    ['-1', -1],
    ['1e0', -1],
    ['١', -1],
    ['12345678901234567890', -1],
  ])('should read %s as %d', (token, index) => {
    expect(indexIn(`/${token}`, 1, token.length + 1)).toBe(index);
  });
});

describe('checkOperation', () => {
  it.each([
    { op: 'add', path: '', value: null, extra: 1 },
    { op: 'remove', path: '/a~0' },
    { op: 'move', from: '/a', path: '' },
    { op: 'append', path: '/a', value: '' },
  ])('should take %j', (op) => {
    expect(checkOperation(op)).toEqual({ ok: true, op });
  });

  it.each([
    [null, 'malformed'],
    [[], 'malformed'],
    ['add', 'malformed'],
    [{}, 'malformed'],
    [{ op: 'set', path: '/a', value: 1 }, 'malformed'],
    [{ op: 'add', path: '/a' }, 'malformed'],
    [{ op: 'add', value: 1 }, 'malformed'],
    [{ op: 'add', path: 1, value: 1 }, 'malformed'],
    [{ op: 'move', path: '/a' }, 'malformed'],
    [{ op: 'append', path: '/a', value: 1 }, 'malformed'],
    [{ op: 'add', path: 'a', value: 1 }, 'pointer'],
    [{ op: 'copy', from: '/~', path: '/a' }, 'pointer'],
  ])('should say what is wrong with %j', (value, kind) => {
    expect(checkOperation(value)).toMatchObject({ ok: false, error: { kind } });
  });
});

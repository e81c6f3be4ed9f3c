import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { parsePattern, spell } from './pattern.ts';
import { randomFor } from './random.ts';

describe('spell', () => {
  it('should spell what the expression matches, whole', () => {
    const atom = fc.constantFrom(
      'a',
      '.',
      '\\d',
      '\\w',
      '\\s',
      '[a-f]',
      '[^x]',
      '[\\d_-]',
      '\\.',
      '\\u0041',
      '(?:ab|c)',
      '(x|yz?)',
    );
    const quantifier = fc.constantFrom('', '*', '+', '?', '{2}', '{1,3}', '{0,}', '+?');
    const sequence = fc.array(
      fc.tuple(atom, quantifier).map(([a, q]) => a + q),
      { minLength: 1, maxLength: 6 },
    );
    const pattern = fc.array(
      sequence.map((parts) => parts.join('')),
      { minLength: 1, maxLength: 3 },
    );
    fc.assert(
      fc.property(pattern, fc.nat(), (options, seed) => {
        const source = `^(?<all>${options.join('|')})$`;
        const parsed = parsePattern(source);
        if (!parsed.ok) throw new Error(parsed.message);
        expect(spell(parsed.node, randomFor(seed), 6)).toMatch(new RegExp(source, 'u'));
      }),
    );
  });

  it('should refuse what it cannot spell, with the reason', () => {
    expect(parsePattern('(a)\\1')).toEqual({ ok: false, message: 'backreferences are not read' });
    expect(parsePattern('\\p{Emoji}')).toEqual({
      ok: false,
      message: 'the property escape \\p{Emoji} is not read',
    });
    expect(parsePattern('(')).toMatchObject({ ok: false });
  });

  it('should give up on a text beyond reason', () => {
    const parsed = parsePattern('^(a{1000}){1000}$');
    expect(parsed.ok && spell(parsed.node, randomFor(1), 6)).toBeNull();
  });
});

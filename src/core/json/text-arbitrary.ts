import * as fc from 'fast-check';

/** JSON texts as nobody prints them: odd spelling, white space, escapes, duplicate keys, surrogates; for tests. */
export const jsonText: fc.Arbitrary<string> = fc.letrec<{ value: string; array: string; object: string }>(
  (tie) => ({
    value: fc.oneof({ depthSize: 'small', withCrossShrink: true }, leaf(), tie('array'), tie('object')),
    array: fc
      .array(fc.tuple(space(), tie('value'), space()), { maxLength: 5, depthIdentifier: 'json' })
      .map((items) => `[${items.map((item) => item.join('')).join(',')}]`),
    object: fc
      .array(fc.tuple(space(), string(), space(), fc.constant(':'), space(), tie('value'), space()), {
        maxLength: 5,
      })
      .map((members) => `{${members.map((member) => member.join('')).join(',')}}`),
  }),
).value;

/** The same, with one to three units replaced, removed or put in: mostly no JSON any more. */
export const brokenText: fc.Arbitrary<string> = fc
  .tuple(
    jsonText,
    fc.array(
      fc.tuple(
        fc.nat(),
        fc.nat(1),
        fc.constantFrom(...'{}[]",:\\u019.-+eEtfnral \n\t\u0001x`\u00a0\ud83d|\ude00'.split('')),
      ),
      {
        minLength: 1,
        maxLength: 3,
      },
    ),
  )
  .map(([text, edits]) => {
    let broken = text;
    for (const [place, drop, unit] of edits) {
      const at = place % (broken.length + 1);
      broken = broken.slice(0, at) + (unit === 'x' ? '' : unit) + broken.slice(at + drop);
    }
    return broken;
  });

/** The text in pieces, cut at the places given; the empty piece is among them. */
export function cut(text: string, places: readonly number[]): string[] {
  const ends = [...places.map((place) => place % (text.length + 1)), text.length].sort((a, b) => a - b);
  return ends.map((end, i) => text.slice(i === 0 ? 0 : ends[i - 1], end));
}

function leaf(): fc.Arbitrary<string> {
  return fc.oneof(
    string(),
    fc.constantFrom(
      'true',
      'false',
      'null',
      '0',
      '-0',
      '1.0',
      '1e400',
      '-1E-7',
      '9223372036854775808',
      '0.10e+05',
    ),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
    fc.integer().map(String),
  );
}

function string(): fc.Arbitrary<string> {
  const unit = fc.oneof(
    fc.constantFrom(
      'a',
      '10',
      '2',
      '~',
      '/',
      '',
      '__proto__',
      'é',
      '漢',
      '😀',
      '\ud83d',
      '\ude00',
      '\u007f',
      '\u2028',
    ),
    fc.constantFrom(
      '\\"',
      '\\\\',
      '\\/',
      '\\b',
      '\\f',
      '\\n',
      '\\r',
      '\\t',
      '\\u00e9',
      '\\uD83D',
      '\\uDE00',
      '\\u0000',
    ),
  );
  return fc.array(unit, { maxLength: 6 }).map((units) => `"${units.join('')}"`);
}

function space(): fc.Arbitrary<string> {
  return fc.constantFrom('', '', '', ' ', '\n', '\r\n', '\t  ');
}

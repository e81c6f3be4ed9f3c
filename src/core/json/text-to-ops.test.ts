import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { brokenText, cut, jsonText } from './text-arbitrary.ts';
import { TextRecorder } from './text-recorder.ts';
import type { TextProblem } from './text-sink.ts';
import { DEPTH_LIMIT, TOKEN_LIMIT } from './text-to-ops.ts';

const numRuns = process.env['LANDFALL_FULL'] === undefined ? 500 : 20_000;

/** JSON in the company that models give it. */
const around = fc.constantFrom(
  '',
  ' ',
  'Sure [1], {ok}: ',
  '```json\n',
  '```\n',
  '\n```\n',
  '``',
  '{"a":1}',
  '[2]',
  'x\n',
  '3 ',
  '[ ] {}',
);
const anyText = fc.oneof(
  jsonText,
  brokenText,
  fc.array(fc.oneof(around, jsonText), { maxLength: 5 }).map((parts) => parts.join('')),
);

function read(...pieces: string[]): TextRecorder {
  return new TextRecorder(pieces);
}

function problems(...pieces: string[]): TextProblem['kind'][] {
  return read(...pieces).problems.map(({ kind }) => kind);
}

/** The leaves alone, without their places in the text. */
function leaves(...pieces: string[]): string[] {
  return read(...pieces)
    .lines.filter((line) => line.startsWith('leaf'))
    .map((line) => line.replace(/^leaf "([^"]*)" .* offset \d+ /, '$1 '));
}

describe('TextToOps', () => {
  it('should give the same result for every cut (1)', () => {
    fc.assert(
      fc.property(anyText, fc.array(fc.nat(), { maxLength: 8 }), (text, places) => {
        const units = read(...text.split('')).lines;
        expect(read(text).lines).toEqual(units);
        expect(read(...cut(text, places)).lines).toEqual(units);
      }),
      { numRuns },
    );
  });

  it('should tell a string that broke or was cut off as far as it was read, for every cut (1, 10)', () => {
    for (const text of ['["ab\\n\u0001', '["ab\\q', '["ab\\u00', '["ab', '"ab\\', '["😀\ud83d']) {
      expect(read(text).lines).toEqual(read(...text.split('')).lines);
      expect(read(text).lines.at(-1)).toMatch(/^grown "(ab|ab\\n|😀)"$/u);
    }
  });

  it('should only let strings grow, to the value of the leaf, and never by half of a pair (2)', () => {
    fc.assert(
      fc.property(jsonText, fc.array(fc.nat(), { maxLength: 8 }), (text, places) => {
        for (const { value, pieces } of read(...cut(text, places)).grown) {
          let joined = '';
          for (const piece of pieces) {
            joined += piece;
            expect(String(value).startsWith(joined)).toBe(true);
            expect(`${joined.slice(-1)}${String(value).charAt(joined.length)}`).not.toMatch(
              /^[\ud800-\udbff][\udc00-\udfff]$/,
            );
          }
        }
      }),
      { numRuns },
    );
    expect(read('["', 'a\ud83d', '\ude00', 'b"]').grown).toEqual([
      { value: 'a😀b', pieces: ['', 'a', '😀'] },
    ]);
    expect(read('["a\\ud83d', '\\ude00', 'b"]').grown).toEqual([{ value: 'a😀b', pieces: ['a', '😀'] }]);
  });

  it('should tell a literal with its last letter and a number with what ends it (3)', () => {
    const recorder = read('[tru', 'e', ',12', '3', ' ]');
    expect(recorder.lines.filter((line) => line.startsWith('leaf'))).toEqual([
      'leaf "/0" 0 depth 1 document 0 offset 5 true',
      'leaf "/1" 1 depth 1 document 0 offset 9 123',
    ]);
    expect(leaves('12', '34')).toEqual([' 1234']);
    expect(leaves('[12')).toEqual([]);
    expect(leaves('[tru')).toEqual([]);
    expect(leaves('tru', 'e')).toEqual([' true']);
  });

  it('should decode every escape of the grammar', () => {
    const text = '{"\\\\":"\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\uD83D\\ude00","\\"":0}';
    expect(read(...text.split('')).values).toEqual([{ '\\': '"\\/\b\f\n\r\té😀', '"': 0 }]);
  });

  it('should keep the source of leaves as received (4)', () => {
    const sources = [
      '1.0',
      '-0',
      '1e400',
      '9223372036854775808',
      '0.10E+05',
      '"\\u00e9\\/\\ud83d\\ude00"',
      '"é"',
      '""',
    ];
    expect(leaves(...`[${sources.join(' , ')}]`.split(''))).toEqual(
      sources.map((source, i) => `/${i} ${source}`),
    );
  });

  it('should tell keys in the order received, integer-like ones and __proto__ among them (5)', () => {
    const text = '{"b":1,"10":2,"a":3,"2":4,"__proto__":5,"":6,"a/b~c":7,"\\u0061b":8}';
    const pointers = ['/b', '/10', '/a', '/2', '/__proto__', '/', '/a~1b~0c', '/ab'];
    expect(leaves(text)).toEqual(pointers.map((pointer, i) => `${pointer} ${i + 1}`));
  });

  it('should tell a duplicate key, and let the later value stand (6)', () => {
    const { values, problems } = read('{"a":1,"b":2,"\\u0061":{"a":3}}');
    expect(problems).toMatchObject([{ kind: 'duplicate key', pointer: '/a' }]);
    expect(values).toEqual([{ a: { a: 3 }, b: 2 }]);
    const many = Array.from({ length: 40 }, (_, i) => `"k${i}":${i}`).join();
    expect(read(`{${many},"k0":0,"k39":0}`).problems.map(({ pointer }) => pointer)).toEqual(['/k0', '/k39']);
    expect(read('[{"a":1},{"a":1}]').problems).toEqual([]);
  });

  it('should tell a lone surrogate, and keep it (7)', () => {
    expect(problems('["\\ud83d\\ude00", "😀"]')).toEqual([]);
    const { values, problems: found } = read('["\\ud83dx", "\ude00", {"\\udead": 1}]');
    expect(found.map(({ kind, pointer }) => `${kind} ${pointer}`)).toEqual([
      'lone surrogate /0',
      'lone surrogate /1',
      'lone surrogate /2/\udead',
    ]);
    expect(values).toEqual([['\ud83dx', '\ude00', { '\udead': 1 }]]);
  });

  it('should end the document at the 513th level (8)', () => {
    expect(read('['.repeat(DEPTH_LIMIT) + ']'.repeat(DEPTH_LIMIT)).accepted).toBe(true);
    const { problems: found, parser } = read('['.repeat(DEPTH_LIMIT + 1) + ']'.repeat(DEPTH_LIMIT + 1));
    expect(found).toMatchObject([{ kind: 'depth', offset: DEPTH_LIMIT, pointer: '/0'.repeat(DEPTH_LIMIT) }]);
    expect(parser.open).toBe(true);
  });

  it('should end the document at a token over the limit, whole or in pieces', () => {
    const long = 'x'.repeat(TOKEN_LIMIT);
    expect(problems(`["${long}"]`)).toEqual(['limit']);
    expect(problems('[1,"', long, '"]')).toEqual(['limit']);
    expect(problems(`["${long.slice(2)}"]`)).toEqual([]);
  });

  it('should step over prose and fences, and number the documents (9)', () => {
    expect(read('Here it is [1], as {asked}:\n\n```json\n{"a": [true]}\n```\nThat is all.').lines).toEqual([
      expect.stringContaining('"kind":"prose"'),
      expect.stringContaining('"kind":"fence"'),
      'open object "" null depth 0 document 0 offset 38',
      'open array "/a" "a" depth 1 document 0 offset 44',
      'leaf "/a/0" 0 depth 2 document 0 offset 48 true',
      'close "/a" "a" depth 1 document 0 offset 49',
      'close "" null depth 0 document 0 offset 50',
      expect.stringContaining('"kind":"prose"'),
    ]);
    expect(read('{"a":1}\n{"a":2}').values).toEqual([{ a: 1 }, { a: 2 }]);
    expect(read('[1][2] [3] see').values).toEqual([[1], [2], [3]]);
    expect(problems('[1][2] [3] see')).toEqual(['another document', 'another document', 'prose']);
    expect(read('The answer: {"a":1}, or {"b":2}.').values).toEqual([{ a: 1 }, { b: 2 }]);
    expect(read('{"a":1}\n\n[1] A footnote, {braces}, - [ ] a task, 3 items').values).toEqual([{ a: 1 }]);
    expect(read('```json {"a":1}```').values).toEqual([{ a: 1 }]);
    expect(read('```\n5\n```').values).toEqual([5]);
    expect(read('```python\n5 + x["a"]\n```').values).toEqual([]);
    expect(problems('nullable types: none')).toEqual(['prose', 'no document']);
    expect(problems('')).toEqual(['no document']);
    expect(read('\ufeff[]').accepted).toBe(true);
  });

  it('should leave a text that ends early open, with what was complete (10)', () => {
    fc.assert(
      fc.property(jsonText, fc.nat(), (text, place) => {
        fc.pre(/^[[{]/.test(text));
        const early = text.slice(0, place % text.length);
        const recorder = read(early);
        const whole = read(text).lines;
        expect(recorder.problems.at(-1)?.kind).toBe(early === '' ? 'no document' : 'truncated');
        const told = recorder.lines.filter((line) => !/"truncated"|"no document"|^grown/.test(line));
        expect(told).toEqual(whole.slice(0, told.length));
        expect(recorder.parser.open).toBe(early !== '');
      }),
      { numRuns },
    );
  });

  it('should say where it broke, and read no further', () => {
    expect(read('{"a":[1,],"b":2}').problems).toMatchObject([{ kind: 'syntax', pointer: '/a/1', offset: 8 }]);
    expect(read('{"a":1,}').problems).toMatchObject([{ kind: 'syntax', pointer: '', offset: 7 }]);
    expect(read('[1.e5]').problems).toMatchObject([{ kind: 'syntax', pointer: '/0', offset: 1 }]);
    expect(problems('[}{"a":1}')).toEqual(['syntax']);
  });

  it('should refuse a piece after the end', () => {
    expect(() => read('1').parser.push('2')).toThrow('after its end');
  });
});

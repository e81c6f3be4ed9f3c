import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { RunRecord } from '../../../core/run/record.ts';
import type { Palette } from '../timeline/palette.ts';
import { MOST_ROWS, pictureOf } from './picture.ts';
import { pictureSize, timelineSvg, xml } from './timeline-svg.ts';

/** Any name gives a colour that says which it is. */
const colours = new Proxy({}, { get: (_, name) => `#${String(name)}` }) as Palette;

function recordOf(lines: readonly string[]): RunRecord {
  const record = new RunRecord();
  for (const line of lines) record.push(line);
  return record;
}

const TICKET = [
  '{"$":"patchcap","v":1,"t0":"request-sent","simulated":true}',
  '{"$":"head","t":169.034,"status":200,"headers":{},"phases":{}}',
  '{"op":"add","path":"","value":{},"t":193.802,"c":1}',
  '{"op":"add","path":"/intent","value":"billing","t":244.499,"c":2}',
  '{"op":"add","path":"/urgency","value":"medium","t":296.997,"c":3}',
  '{"op":"add","path":"/reply","value":"You are right.","t":1984.000,"c":4}',
  '{"$":"end","t":2008.052,"reason":"eof","ops":4}',
];

describe('timeline picture', () => {
  test('should draw a row a node with its time, and say where the times come from', () => {
    const picture = pictureOf(recordOf(TICKET), 'Early routing');
    const svg = timelineSvg(picture, colours);
    expect(picture.rows.map(({ label }) => label)).toEqual(['(root)', 'intent', 'urgency', 'reply']);
    expect(svg).toContain('>244.5<');
    expect(svg).toContain('simulated · 4 ops');
    expect(svg).toContain('waiting 169');
    expect(svg.match(/<circle/g)).toHaveLength(6);
    expect(pictureSize(picture).height).toBeGreaterThan(4 * 26);
  });

  test('should show numbers of operations where a capture has no times', () => {
    const picture = pictureOf(
      recordOf(['{"op":"add","path":"","value":{}}', '{"op":"add","path":"/a","value":1}']),
      'bare',
    );
    expect(picture.unit).toBe('op');
    expect(timelineSvg(picture, colours)).not.toMatch(/\d ms/);
  });

  test('should count what there is no room for', () => {
    const ops = Array.from(
      { length: 200 },
      (_, i) => `{"op":"add","path":"/k${i}","value":${i},"t":${i + 1},"c":${i + 1}}`,
    );
    const picture = pictureOf(recordOf(['{"op":"add","path":"","value":{},"t":0.5,"c":0}', ...ops]), 'long');
    expect(picture.rows.length + picture.more).toBe(201);
    expect(picture.rows.length).toBeLessThanOrEqual(MOST_ROWS);
    expect(timelineSvg(picture, colours)).toContain(`and ${picture.more} more rows`);
  });

  test('should keep any text as text', () => {
    const key = '</text><script>alert(1)</script>';
    const picture = pictureOf(
      recordOf([
        '{"op":"add","path":"","value":{}}',
        JSON.stringify({ op: 'add', path: `/${key.replaceAll('/', '~1')}`, value: 1 }),
      ]),
      '"><img onerror=x>',
    );
    const svg = timelineSvg(picture, colours);
    expect(svg).not.toMatch(/<script|<img/);
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom(
            '<',
            '>',
            '"',
            '&',
            '\u0000',
            '\u001b',
            '\ud800',
            '\udc00',
            '\uffff',
            'é',
            'a',
          ),
        }),
        (text) => {
          expect(xml(text)).not.toMatch(/[<>"]|\p{Cc}/u);
        },
      ),
    );
  });
});

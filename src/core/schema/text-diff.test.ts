import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { declaredChildren } from './ghosts.ts';
import { parseSchema } from './parse.ts';
import { reorderSiblings } from './reorder.ts';
import { schemaText } from './schema-text.testing.ts';
import { type DiffLine, foldedDiff, schemaTextDiff } from './text-diff.ts';

const SCHEMA = `{
  "type": "object",
  "properties": {
    "reply": {
      "type": "string",
      "description": "the answer"
    },
    "intent": { "type": "string" },
    "urgency": { "type": "string" }
  }
}`;

function reordered(text: string, orders: [string, string[]][]): string {
  const parsed = parseSchema(text);
  if (!parsed.ok) throw new Error('no schema');
  return reorderSiblings(parsed.schema, new Map(orders)).text;
}

function shown(lines: readonly DiffLine[] | null): string[] {
  return (lines ?? []).map(({ kind, text }) => `${{ same: ' ', gone: '-', new: '+' }[kind]}${text}`);
}

function bare(text: string): string {
  return text.replaceAll(/,?\s*$/gm, '');
}

describe('schemaTextDiff', () => {
  it('should show a moved property whole, gone here and new there, and no comma', () => {
    const after = reordered(SCHEMA, [['', ['intent', 'urgency', 'reply']]]);
    expect(shown(schemaTextDiff(SCHEMA, after))).toEqual([
      ' {',
      '   "type": "object",',
      '   "properties": {',
      '-    "reply": {',
      '-      "type": "string",',
      '-      "description": "the answer"',
      '-    },',
      '     "intent": { "type": "string" },',
      '     "urgency": { "type": "string" },',
      '+    "reply": {',
      '+      "type": "string",',
      '+      "description": "the answer"',
      '+    }',
      '   }',
      ' }',
    ]);
  });

  it('should show a line that holds several properties before and after', () => {
    const text = '{"type":"object","properties":{"a":{},\n"b":{},"c":{}}}';
    const after = reordered(text, [['', ['c', 'a', 'b']]]);
    expect(shown(schemaTextDiff(text, after))).toEqual([
      '-{"type":"object","properties":{"a":{},',
      '-"b":{},"c":{}}}',
      '+{"type":"object","properties":{"c":{},',
      '+"a":{},"b":{}}}',
    ]);
  });

  it('should find nothing where nothing moved, and nothing to compare where a text is no schema', () => {
    expect(schemaTextDiff(SCHEMA, SCHEMA)?.every(({ kind }) => kind === 'same')).toBe(true);
    expect(schemaTextDiff(SCHEMA, '{')).toBeNull();
  });

  it('should have both texts in its lines, but for commas', () => {
    fc.assert(
      fc.property(schemaText, (before) => {
        const parsed = parseSchema(before);
        if (!parsed.ok) throw new Error('no schema');
        const names = declaredChildren(parsed.schema, '').map(({ name }) => name);
        const after = reordered(before, [['', names.toReversed()]]);
        const lines = schemaTextDiff(before, after) ?? [];
        const of = (kind: 'gone' | 'new'): string =>
          lines.flatMap((line) => (line.kind === kind || line.kind === 'same' ? [line.text] : [])).join('\n');
        expect(bare(of('gone'))).toBe(bare(before));
        expect(bare(of('new'))).toBe(bare(after));
      }),
      { numRuns: 60 },
    );
  });
});

describe('foldedDiff', () => {
  it('should keep what is near a change and count the rest', () => {
    const lines = schemaTextDiff(SCHEMA, reordered(SCHEMA, [['', ['reply', 'urgency', 'intent']]])) ?? [];
    expect(
      foldedDiff(lines, 1).map((part) => (part.kind === 'lines' ? shown(part.lines) : part.count)),
    ).toEqual([
      6,
      [
        '     },',
        '+    "urgency": { "type": "string" },',
        '     "intent": { "type": "string" }',
        '-    "urgency": { "type": "string" }',
        '   }',
      ],
      1,
    ]);
  });
});

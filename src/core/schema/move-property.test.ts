import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { type Move, moveProperty } from './move-property.ts';
import { parseSchema } from './parse.ts';
import type { SchemaTree } from './tree.ts';

const TICKET = `{
  "type": "object",
  "properties": {
    "intent": { "enum": ["a"] },
    "steps": {
      "type": "array",
      "items": { "properties": { "x": {}, "y": {} } }
    },
    "reply": { "type": "string", "default": { "properties": { "p": 1, "q": 2 } } }
  },
  "required": ["intent"]
}`;

describe('moveProperty', () => {
  it('should trade two properties and keep the lines they stand on', () => {
    expect(moved(TICKET, '"reply"', 'up').split('\n').slice(3, 9)).toEqual([
      '    "intent": { "enum": ["a"] },',
      '    "reply": { "type": "string", "default": { "properties": { "p": 1, "q": 2 } } },',
      '    "steps": {',
      '      "type": "array",',
      '      "items": { "properties": { "x": {}, "y": {} } }',
      '    }',
    ]);
  });

  it('should move the property around the caret, the innermost one', () => {
    expect(moved(TICKET, '"y"', 'up')).toContain('{ "y": {}, "x": {} }');
    expect(moved(TICKET, '"array"', 'up')).toMatch(/"steps"[^]*"intent"/);
  });

  it('should take values that only look like schemas for what they are', () => {
    expect(moved(TICKET, '"q"', 'up')).toMatch(/"intent"[^]*"reply"[^]*"steps"/);
  });

  it('should keep the caret on the property that moved', () => {
    const at = TICKET.indexOf('"intent"') + 3;
    const move = moveProperty(tree(TICKET), at, 'down');
    expect(move).not.toBeNull();
    if (move !== null) expect(apply(TICKET, move).slice(move.caret - 3)).toMatch(/^"intent"/);
  });

  it('should let the names in required trade places where they stood in that order, in the same edit', () => {
    for (const required of ['"required":["a","x","b"]', '"required": [ "b" , "a" ]', '"required":["a"]']) {
      for (const text of [
        `{"properties":{"a":{},"b":{"type":"string"}},${required}}`,
        `{${required},"properties":{"a":{},"b":{"type":"string"}}}`,
      ]) {
        const at = text.indexOf('"b":{') + 2;
        const move = moveProperty(tree(text), at, 'up', { required: true });
        if (move === null) throw new Error('nothing moved');
        const after = apply(text, move);
        expect(after).toContain('{"b":{"type":"string"},"a":{}}');
        expect(after).toContain(required.replace('"a","x","b"', '"b","x","a"'));
        expect(after.slice(move.caret - 2)).toMatch(/^"b":/);
      }
    }
  });

  it('should name every field that a shared definition moves with it', () => {
    const text = `{"properties":{"from":{"$ref":"#/$defs/p"},"to":{"items":{"$ref":"#/$defs/p"}}},
      "$defs":{"p":{"properties":{"name":{},"email":{}}}}}`;
    expect(moveProperty(tree(text), text.indexOf('"email"'), 'up')?.patterns).toEqual([
      '/from/email',
      '/to/*/email',
    ]);
    expect(moveProperty(tree(text), text.indexOf('"to"'), 'up')?.patterns).toEqual(['/to']);
  });

  it('should do nothing at either end, on the root, and between two of the same name', () => {
    for (const [key, direction] of [
      ['"intent"', 'up'],
      ['"reply"', 'down'],
      ['"required"', 'up'],
    ] as const) {
      expect(moveProperty(tree(TICKET), TICKET.indexOf(key), direction)).toBeNull();
    }
    const twice = '{"properties":{"a":{"type":"string"},"a":{"type":"number"}}}';
    expect(moveProperty(tree(twice), twice.indexOf('"a"'), 'down')).toBeNull();
  });

  it('should give the same schema but for the order, and the same text when moved back', () => {
    const names = fc.uniqueArray(fc.string({ unit: 'grapheme', maxLength: 6 }), {
      minLength: 2,
      maxLength: 6,
    });
    const spaces = fc.constantFrom('', ' ', '\n', '\r\n\t', '\n    ');
    fc.assert(
      fc.property(
        names,
        spaces,
        fc.nat(),
        fc.constantFrom('up' as const, 'down' as const),
        (keys, space, n, direction) => {
          const members = keys.map((key, i) => `${JSON.stringify(key)}:${space}{"minLength":${i}}`);
          const text = `{${space}"properties":{${space}${members.join(`${space},${space}`)}${space}}}`;
          const index = n % keys.length;
          const at = text.indexOf(members[index] ?? '');
          const move = moveProperty(tree(text), at, direction);
          const target = direction === 'up' ? index - 1 : index + 1;
          if (target < 0 || target >= keys.length) return move === null;
          if (move === null) return false;
          const after = apply(text, move);
          expect(JSON.parse(after)).toEqual(JSON.parse(text));
          const order = [...keys];
          order[index] = keys[target] ?? '';
          order[target] = keys[index] ?? '';
          expect(keysOf(after)).toEqual(order);
          const back = moveProperty(tree(after), move.caret, direction === 'up' ? 'down' : 'up');
          return back !== null && back.caret === at && apply(after, back) === text;
        },
      ),
    );
  });
});

function tree(text: string): SchemaTree {
  const parsed = parseSchema(text);
  if (!parsed.ok) throw new Error(parsed.problems[0]?.message ?? 'not a schema');
  return parsed.schema;
}

function apply(text: string, { offset, length, text: replacement }: Move): string {
  return text.slice(0, offset) + replacement + text.slice(offset + length);
}

function moved(text: string, key: string, direction: 'up' | 'down'): string {
  const move = moveProperty(tree(text), text.indexOf(key), direction);
  if (move === null) throw new Error('nothing moved');
  return apply(text, move);
}

function keysOf(text: string): string[] {
  const root = tree(text).root;
  const properties = root.type === 'object' ? root.members[0]?.value : undefined;
  return properties?.type === 'object' ? properties.members.map((member) => member.key) : [];
}

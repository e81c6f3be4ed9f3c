import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { fieldsOf } from './fields.ts';
import { declaredChildren } from './ghosts.ts';
import { parseSchema } from './parse.ts';
import { placesMovedWith, reorderSiblings } from './reorder.ts';
import { schemaText } from './schema-text.testing.ts';
import type { SchemaTree } from './tree.ts';

function tree(text: string): SchemaTree {
  const parsed = parseSchema(text);
  if (!parsed.ok) throw new Error(parsed.problems[0]?.message);
  return parsed.schema;
}

function names(text: string, pattern = ''): string[] {
  return declaredChildren(tree(text), pattern).map((field) => field.name);
}

const TICKET = `{ "title": "Ticket",
    "properties": {
  "reply":   { "type": "string" , "maxLength":400 },
        "intent": { "enum": ["billing",
             "technical"] }
,   "urgency":{}
    },
    "required": ["reply", "intent",
                 "urgency"]
}
`;

describe('reorderSiblings', () => {
  it('should trade members and keep commas, line breaks and indentation where they are', () => {
    const { text } = reorderSiblings(tree(TICKET), new Map([['', ['intent', 'urgency', 'reply']]]));
    expect(text).toBe(`{ "title": "Ticket",
    "properties": {
  "intent": { "enum": ["billing",
             "technical"] },
        "urgency":{}
,   "reply":   { "type": "string" , "maxLength":400 }
    },
    "required": ["reply", "intent",
                 "urgency"]
}
`);
  });

  it('should let required follow where it is asked to', () => {
    const orders = new Map([['', ['intent', 'urgency', 'reply']]]);
    expect(reorderSiblings(tree(TICKET), orders, { required: true }).text).toContain(
      `"required": ["intent", "urgency",\n                 "reply"]`,
    );
  });

  it('should edit a shared definition where it is written, and say what else that moves', () => {
    const text = `{"properties":{"from":{"$ref":"#/$defs/p"},"to":{"type":"array","items":{"$ref":"#/$defs/p"}}},
      "$defs":{"p":{"type":"object","properties":{"name":{},"email":{}}}}}`;
    const done = reorderSiblings(tree(text), new Map([['/from', ['email', 'name']]]));
    expect(names(done.text, '/from')).toEqual(['email', 'name']);
    expect(names(done.text, '/to/*')).toEqual(['email', 'name']);
    expect(done.alsoMoves).toEqual(['/to/*']);
    expect(done.divided).toEqual([]);
    expect(placesMovedWith(tree(text), '/to/*')).toEqual(['/from', '/to/*']);
  });

  it('should order the branches of a union each by itself, and say where allOf divides an order', () => {
    const union = '{"anyOf":[{"properties":{"a":{},"b":{},"c":{}}},{"properties":{"x":{},"c":{},"a":{}}}]}';
    const done = reorderSiblings(tree(union), new Map([['', ['c', 'b', 'a', 'x']]]));
    expect(done.text).toBe(
      '{"anyOf":[{"properties":{"c":{},"b":{},"a":{}}},{"properties":{"c":{},"a":{},"x":{}}}]}',
    );
    const all = '{"allOf":[{"properties":{"a":{},"b":{}}},{"properties":{"c":{}}}]}';
    expect(reorderSiblings(tree(all), new Map([['', ['c', 'b', 'a']]]))).toMatchObject({
      text: '{"allOf":[{"properties":{"b":{},"a":{}}},{"properties":{"c":{}}}]}',
      divided: [''],
    });
  });

  it('should reorder inside what it moves, whichever lies in which', () => {
    const text = '{"properties":{"a":{"properties":{"x":{},"y":{}}},"b":{}}}';
    const orders = new Map([
      ['', ['b', 'a']],
      ['/a', ['y', 'x']],
    ]);
    expect(reorderSiblings(tree(text), orders).text).toBe(
      '{"properties":{"b":{},"a":{"properties":{"y":{},"x":{}}}}}',
    );
  });

  it('should leave alone what repeats a name, what is in order, and places that there are not', () => {
    const twice = '{"properties":{"a":{"type":"string"},"b":{},"a":{"type":"number"}}}';
    expect(reorderSiblings(tree(twice), new Map([['', ['b', 'a']]])).text).toBe(twice);
    expect(reorderSiblings(tree(TICKET), new Map([['', ['reply', 'intent', 'urgency']]])).text).toBe(TICKET);
    expect(reorderSiblings(tree(TICKET), new Map([['/nowhere', ['b', 'a']]])).text).toBe(TICKET);
  });

  it('should give the same schema but for order, of the same characters, and back again byte for byte', () => {
    const runs = { numRuns: process.env['LANDFALL_FULL'] === undefined ? 200 : 5000, seed: 7 };
    let reordered = 0;
    fc.assert(
      fc.property(schemaText, fc.boolean(), fc.infiniteStream(fc.nat()), (text, required, picks) => {
        const schema = tree(text);
        const seen = new Set<unknown>();
        const objects = ['', ...fieldsOf(schema).map((field) => field.pattern)]
          .map((pattern) => [pattern, names(text, pattern)] as const)
          .filter(([, keys]) => keys.length > 1);
        // Of the places that share a definition, one is asked for: two could contradict each other.
        const places = new Set<string>();
        fieldsOf(schema, (pattern, facets) => {
          if (!facets.some((facet) => seen.has(facet))) places.add(pattern);
          for (const facet of facets) seen.add(facet);
        });
        const orders = new Map(
          objects
            .filter(([pattern]) => places.has(pattern) && (picks.next().value ?? 0) % 2 === 0)
            .map(([pattern, keys]) => [pattern, shuffled(keys, () => picks.next().value ?? 0)] as const),
        );
        const { text: after } = reorderSiblings(schema, orders, { required });
        if (after !== text) reordered++;

        expect(withoutOrder(JSON.parse(after))).toEqual(withoutOrder(JSON.parse(text)));
        expect(characters(after)).toBe(characters(text));
        // What an editor keeps for one step of undo: a stretch and the text that was there.
        expect(undone(text, after)).toBe(text);
        const again = reorderSiblings(tree(after), orders, { required });
        expect(again.text).toBe(after);
      }),
      runs,
    );
    expect(reordered).toBeGreaterThan(runs.numRuns / 3);
  });
});

function shuffled(keys: readonly string[], pick: () => number): string[] {
  const left = [...keys];
  return keys.flatMap(() => left.splice(pick() % left.length, 1));
}

function characters(text: string): string {
  return text.split('').toSorted(inCodeOrder).join('');
}

function inCodeOrder(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Deep, with keys in one order, and `required` as the set that it is. */
function withoutOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutOrder);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, inner]) => [
        key,
        key === 'required' && Array.isArray(inner)
          ? inner.map(String).toSorted(inCodeOrder)
          : withoutOrder(inner),
      ])
      .toSorted(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
  );
}

function undone(before: string, after: string): string {
  let start = 0;
  while (start < after.length && before[start] === after[start]) start++;
  let end = 0;
  while (end < after.length - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  return after.slice(0, start) + before.slice(start, before.length - end) + after.slice(after.length - end);
}

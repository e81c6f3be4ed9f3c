import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { fromPydantic } from './from-pydantic.ts';
import { fromTypeScript } from './from-typescript.ts';
import { inferSchema } from './infer.ts';
import type { Converted } from './write-schema.ts';

function schema(converted: Converted): unknown {
  if (!converted.ok) throw new Error(JSON.stringify(converted.problems));
  return JSON.parse(converted.schema);
}

function keys(converted: Converted): string {
  return converted.ok ? converted.schema.replaceAll(/\s+/g, ' ') : '';
}

describe('inferSchema', () => {
  it('should keep the order of keys and tell integers by their spelling', () => {
    const converted = inferSchema('{"b": 1, "10": 1.0, "2": "x", "a": [true, null], "n": null, "e": []}');
    expect(schema(converted)).toEqual({
      type: 'object',
      properties: {
        b: { type: 'integer' },
        10: { type: 'number' },
        2: { type: 'string' },
        a: { type: 'array', items: { type: ['boolean', 'null'] } },
        n: { type: 'null' },
        e: { type: 'array' },
      },
      required: ['b', '10', '2', 'a', 'n', 'e'],
      additionalProperties: false,
    });
    const text = keys(converted);
    expect(text.indexOf('"10"')).toBeLessThan(text.indexOf('"2"'));
    expect(text.indexOf('"b"')).toBeLessThan(text.indexOf('"10"'));
  });

  it('should merge the items of an array, and require what all have', () => {
    expect(schema(inferSchema('[{"a":1,"b":{"c":1}},{"b":{"d":2.5},"a":"x"}]'))).toMatchObject({
      type: 'array',
      items: {
        properties: {
          a: { type: ['integer', 'string'] },
          b: { properties: { c: { type: 'integer' }, d: { type: 'number' } } },
        },
        required: ['a', 'b'],
      },
    });
    expect(schema(inferSchema('[{"a":1},{}]'))).not.toHaveProperty('items.required');
    expect(schema(inferSchema('[{"a":[]},null]'))).toHaveProperty('items.anyOf');
  });

  it('should say where the example is no JSON, and infer something from all that is', () => {
    expect(inferSchema('{\n"a": 1,\n}')).toMatchObject({ ok: false, problems: [{ line: 3 }] });
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(inferSchema(text).ok).toBe(true);
      }),
    );
  });
});

describe('fromPydantic', () => {
  it('should convert the plain cases, in the order of the fields', () => {
    const converted = fromPydantic(`
from enum import Enum
from typing import Annotated, Literal, Optional
from pydantic import BaseModel, Field

class Team(str, Enum):
    BILLING = "billing"
    TECH = "tech"

class Step(BaseModel):
    """What to do.
    In order."""
    title: str = Field(max_length=40, description="short # not a comment")
    minutes: int = Field(ge=0, le=90)

    def spoken(self) -> str:
        if self.minutes:
            return "x"
        return self.title

class Ticket(BaseModel):
    model_config = {"extra": "forbid"}
    intent: Literal["billing", "technical"]
    urgency: Literal['high']
    team: Team
    steps: list[Step] = Field(min_length=1)
    refund: float | None = None
    tags: list[str] = []
    notes: Optional[dict[str, int]] = Field(default=None)
    score: Annotated[float, Field(gt=0, lt=1)]  # a share
    due: "datetime.date"
    pair: tuple[int, str]

    @property
    def x(self): return 1
`);
    expect(schema(converted)).toEqual({
      title: 'Ticket',
      type: 'object',
      properties: {
        intent: { enum: ['billing', 'technical'] },
        urgency: { const: 'high' },
        team: { $ref: '#/$defs/Team' },
        steps: { type: 'array', items: { $ref: '#/$defs/Step' }, minItems: 1 },
        refund: { type: ['number', 'null'] },
        tags: { type: 'array', items: { type: 'string' } },
        notes: { anyOf: [{ type: 'object', additionalProperties: { type: 'integer' } }, { type: 'null' }] },
        score: { type: 'number', exclusiveMinimum: 0, exclusiveMaximum: 1 },
        due: { type: 'string', format: 'date' },
        pair: {
          type: 'array',
          prefixItems: [{ type: 'integer' }, { type: 'string' }],
          minItems: 2,
          maxItems: 2,
        },
      },
      required: ['intent', 'urgency', 'team', 'steps', 'score', 'due', 'pair'],
      additionalProperties: false,
      $defs: {
        Team: { enum: ['billing', 'tech'] },
        Step: {
          description: 'What to do. In order.',
          type: 'object',
          properties: {
            title: { type: 'string', maxLength: 40, description: 'short # not a comment' },
            minutes: { type: 'integer', minimum: 0, maximum: 90 },
          },
          required: ['title', 'minutes'],
          additionalProperties: false,
        },
      },
    });
  });

  it('should take over the fields of a class that another one extends', () => {
    expect(
      schema(fromPydantic('class A(BaseModel):\n  a: int\nclass B(A):\n  b: str\n  c: "A | None" = None\n')),
    ).toMatchObject({ title: 'B', required: ['a', 'b'] });
  });

  it('should say what is not plain, with its line', () => {
    const cases: [text: string, line: number, says: RegExp][] = [
      ['x = 1', 1, /no class/],
      ['class A(BaseModel):\n  a: Callable[[int], str]', 2, /expected a type|Callable/],
      ['class A(BaseModel):\n\n  a: Money', 3, /Money is not known/],
      ['class A(Base):\n  a: int', 1, /no BaseModel/],
      ['class A(BaseModel):\n  a: int = Field(wobble=1)', 2, /wobble/],
      ['class A(BaseModel):\n  a: Literal[Color.RED]', 2, /no literal/],
      ['class A(BaseModel):\n  a: list[int', 2, /expected/],
      ['class A(BaseModel):\n  a: constr(max_length=3)', 2, /constr/],
      ['class A(BaseModel):\n  a: int b', 2, /cannot read b/],
    ];
    for (const [text, line, says] of cases) {
      expect(fromPydantic(text)).toEqual({
        ok: false,
        problems: [{ line, message: expect.stringMatching(says) }],
      });
    }
  });

  it('should end on any text', () => {
    const word = fc.constantFrom(
      'class ',
      'A',
      '(BaseModel)',
      ':',
      '\n  ',
      'a',
      '[',
      ']',
      '(',
      ')',
      '"',
      "'''",
      ' = ',
      'Field',
      '|',
      ',',
      '\\',
      '#',
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 60 }), (words) => {
        expect(typeof fromPydantic(words.join('')).ok).toBe('boolean');
      }),
    );
  });
});

describe('fromTypeScript', () => {
  it('should convert the plain cases, in the order of the members', () => {
    const converted = fromTypeScript(`
import { z } from "zod";

/** One of them. */
export type Team = "billing" | 'tech';
enum Level { Low, High = 5, Higher }

interface Base { id: string }
interface Step extends Base {
  /** Short. */
  title: string;
  minutes?: number,
}

export interface Ticket {
  readonly intent: "billing" | "technical"; // not a description of the next
  team: Team;
  level: Level;
  steps: Step[];
  refund: number | null;
  tags?: Array<string>;
  notes: Record<string, number>;
  pair: [at: number, name: string];
  nested: { a: true; "b-c": -1.50; 10: string; maybe: string | undefined };
  any: unknown;
  other: (string | number)[];
  when: Date
  [key: string]: unknown;
}
`);
    expect(schema(converted)).toEqual({
      title: 'Ticket',
      type: 'object',
      properties: {
        intent: { enum: ['billing', 'technical'] },
        team: { $ref: '#/$defs/Team' },
        level: { $ref: '#/$defs/Level' },
        steps: { type: 'array', items: { $ref: '#/$defs/Step' } },
        refund: { type: ['number', 'null'] },
        tags: { type: 'array', items: { type: 'string' } },
        notes: { type: 'object', additionalProperties: { type: 'number' } },
        pair: {
          type: 'array',
          prefixItems: [{ type: 'number' }, { type: 'string' }],
          minItems: 2,
          maxItems: 2,
        },
        nested: {
          type: 'object',
          properties: {
            a: { const: true },
            'b-c': { const: -1.5 },
            10: { type: 'string' },
            maybe: { type: 'string' },
          },
          required: ['a', 'b-c', '10'],
          additionalProperties: false,
        },
        any: {},
        other: { type: 'array', items: { type: ['string', 'number'] } },
        when: { type: 'string', format: 'date-time' },
      },
      required: [
        'intent',
        'team',
        'level',
        'steps',
        'refund',
        'notes',
        'pair',
        'nested',
        'any',
        'other',
        'when',
      ],
      additionalProperties: {},
      $defs: {
        Team: { description: 'One of them.', enum: ['billing', 'tech'] },
        Level: { enum: [0, 5, 6] },
        Step: {
          type: 'object',
          properties: {
            id: { type: 'string' },
            title: { type: 'string', description: 'Short.' },
            minutes: { type: 'number' },
          },
          required: ['id', 'title'],
          additionalProperties: false,
        },
      },
    });
    expect(keys(converted)).toContain('-1.50');
  });

  it('should say what is not plain, with its line', () => {
    const cases: [text: string, line: number, says: RegExp][] = [
      ['', 1, /no type/],
      ['const x = 1', 1, /only types/],
      ['interface A<T> { a: T }', 1, /type parameters/],
      ['interface A {\n  a: Money\n}', 2, /Money is not known/],
      ['type A = B & C; interface B {} interface C {}', 1, /intersections/],
      ['interface A { a(): void }', 1, /method/],
      ['interface A { a: () => void }', 1, /expected a type|function/],
      ['type A = { [K in B]: string }; type B = "x"', 1, /mapped/],
      ['interface A { a: Partial<B> }\ninterface B { b: string }', 1, /Partial/],
      ['interface A {\n a: string', 2, /does not end/],
      ['interface A extends Z { a: string }', 1, /Z does not stand above/],
    ];
    for (const [text, line, says] of cases) {
      expect(fromTypeScript(text)).toEqual({
        ok: false,
        problems: [{ line, message: expect.stringMatching(says) }],
      });
    }
  });

  it('should end on any text', () => {
    const word = fc.constantFrom(
      'interface ',
      'A ',
      '{',
      '}',
      ':',
      ';',
      'a',
      '[',
      ']',
      '(',
      ')',
      '"',
      '`',
      ' = ',
      'type ',
      '|',
      '<',
      '>',
      '/*',
      '\n',
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 60 }), (words) => {
        expect(typeof fromTypeScript(words.join('')).ok).toBe('boolean');
      }),
    );
  });
});

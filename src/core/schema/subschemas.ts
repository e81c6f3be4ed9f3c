import { escapeToken } from '../patch/pointer.ts';
import type { Member, SchemaNode, SchemaTree } from './tree.ts';

/** A schema inside a schema, with where it stands. */
export interface Subschema {
  schema: SchemaNode;
  /** JSON Pointer into the schema's text. */
  pointer: string;
  /** Levels of objects and arrays of the document above it. */
  depth: number;
}

/** A remark about a place in a schema's text. */
export interface SchemaRemark {
  message: string;
  pointer: string;
  /** UTF-16 offset and length in the text. */
  offset: number;
  length: number;
}

const ONE = new Set(['items', 'additionalItems', 'contains', 'unevaluatedItems']);
const ONE_LEVEL_DOWN = new Set(['additionalProperties', 'unevaluatedProperties']);
const SAME_PLACE = new Set(['not', 'if', 'then', 'else']);
const LIST = new Set(['anyOf', 'oneOf', 'allOf', 'prefixItems']);
const MAP = new Set(['properties', 'patternProperties', '$defs', 'definitions', 'dependentSchemas']);

/** Every schema in a schema, itself first, in the order of the text. References are not followed: they stand elsewhere. */
export function* subschemasOf({ root }: SchemaTree): Generator<Subschema> {
  yield* under({ schema: root, pointer: '', depth: 0 });
}

function* under(at: Subschema): Generator<Subschema> {
  yield at;
  if (at.schema.type !== 'object') return;
  for (const { key, value } of at.schema.members) {
    const pointer = `${at.pointer}/${escapeToken(key)}`;
    const down = at.depth + 1;
    if (ONE.has(key) || ONE_LEVEL_DOWN.has(key)) yield* maybe(value, pointer, down);
    else if (SAME_PLACE.has(key)) yield* maybe(value, pointer, at.depth);
    if (value.type === 'array' && (LIST.has(key) || key === 'items')) {
      const depth = key === 'prefixItems' || key === 'items' ? down : at.depth;
      for (const [index, item] of value.items.entries()) yield* maybe(item, `${pointer}/${index}`, depth);
    } else if (value.type === 'object' && MAP.has(key)) {
      const depth = key.includes('ropert') ? down : 0;
      for (const one of value.members) yield* maybe(one.value, `${pointer}/${escapeToken(one.key)}`, depth);
    }
  }
}

function* maybe(schema: SchemaNode, pointer: string, depth: number): Generator<Subschema> {
  if (schema.type === 'object') yield* under({ schema, pointer, depth });
  else if (schema.type === 'boolean') yield { schema, pointer, depth };
}

/** The members of a schema that is an object; none for `true` and `false`. */
export function membersOf(schema: SchemaNode): readonly Member[] {
  return schema.type === 'object' ? schema.members : [];
}

/** A remark about a keyword, at the keyword. */
export function remarkAt({ pointer }: Subschema, member: Member, message: string): SchemaRemark {
  const { key, offset, length } = member;
  return { message, pointer: `${pointer}/${escapeToken(key)}`, offset, length };
}

/** A remark about a schema as a whole. */
export function remarkOn({ schema, pointer }: Subschema, message: string): SchemaRemark {
  return { message, pointer, offset: schema.offset, length: schema.length };
}

import { resolveReference } from './reference.ts';
import { memberOf, type SchemaNode, type SchemaTree, stringOf, stringsOf } from './tree.ts';

/** Keywords that speak of one type alone, for schemas that do not say `type`. */
const TELLING: readonly (readonly [string, readonly string[]])[] = [
  ['object', ['properties', 'patternProperties', 'additionalProperties', 'required']],
  ['array', ['items', 'prefixItems', 'minItems', 'maxItems']],
  ['string', ['pattern', 'format', 'minLength', 'maxLength']],
  ['number', ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf']],
];

/** The type of a place in words: `string`, `integer | null`, `enum`, `const`, `any`. */
export function typeOf(tree: SchemaTree, schemas: readonly SchemaNode[]): string {
  const words = new Set<string>();
  for (const schema of schemas) for (const word of wordsOf(tree, schema, new Set())) words.add(word);
  return words.size === 0 ? 'any' : [...words].join(' | ');
}

function wordsOf(tree: SchemaTree, schema: SchemaNode, entered: Set<SchemaNode>): readonly string[] {
  if (schema.type !== 'object' || entered.has(schema)) return [];
  entered.add(schema);
  if (memberOf(schema, 'const') !== undefined) return ['const'];
  if (memberOf(schema, 'enum') !== undefined) return ['enum'];
  const type = memberOf(schema, 'type');
  if (type !== undefined) return type.type === 'string' ? [type.value] : stringsOf(type);
  const target = resolveReference(tree, stringOf(memberOf(schema, '$ref')) ?? '');
  const others = [
    ...(target === undefined ? [] : [target]),
    ...['allOf', 'anyOf', 'oneOf'].flatMap((key) => listOf(schema, key)),
  ];
  const words = others.flatMap((other) => wordsOf(tree, other, entered));
  if (words.length > 0) return words;
  const telling = TELLING.find(([, keys]) => keys.some((key) => memberOf(schema, key) !== undefined));
  return telling === undefined ? [] : [telling[0]];
}

function listOf(schema: SchemaNode, key: string): readonly SchemaNode[] {
  const list = memberOf(schema, key);
  return list?.type === 'array' ? list.items : [];
}

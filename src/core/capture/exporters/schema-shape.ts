import { parseSchema } from '../../schema/parse.ts';
import type { SchemaNode } from '../../schema/tree.ts';

/** Keywords whose value is a schema, a list of schemas, or a map of names to schemas. */
const ONE = new Set(['items', 'additionalProperties', 'additionalItems', 'unevaluatedItems', 'contains']);
const LISTS = new Set(['anyOf', 'oneOf', 'allOf', 'prefixItems']);
const MAPS = new Set(['properties', '$defs', 'definitions']);
/**
 * Keywords that say nothing of values but their type, and that values without content still satisfy. All others go:
 * descriptions, examples and defaults, but also `enum`, `pattern` and bounds. `maxLength` goes because it counts
 * characters in another way than fillers do.
 */
const KEPT = new Set([
  '$schema',
  '$id',
  '$anchor',
  '$ref',
  'type',
  'required',
  'minItems',
  'maxItems',
  'minLength',
  'minProperties',
  'maxProperties',
]);

/** The schema's text with nothing left but its shape: names, types, nesting and order. Null where it is no schema. */
export function schemaShape(text: string): string | null {
  const parsed = parseSchema(text);
  return parsed.ok ? shape(parsed.schema.root, parsed.schema.text) : null;
}

/** Nesting is bounded by the parser. */
function shape(node: SchemaNode, text: string): string {
  // `true` and `false` are schemas too.
  if (node.type !== 'object') return node.type === 'boolean' ? String(node.value) : '{}';
  const byPattern = node.members.some(({ key }) => key === 'patternProperties');
  const members: string[] = [];
  for (const { key, value } of node.members) {
    // Names that are replaced no longer match a pattern.
    if (byPattern && key === 'additionalProperties') continue;
    const kept = keyword(key, value, text);
    // Without their constants, several branches of a `oneOf` may hold.
    if (kept !== null) members.push(`${JSON.stringify(key === 'oneOf' ? 'anyOf' : key)}:${kept}`);
  }
  return `{${members.join(',')}}`;
}

function keyword(key: string, value: SchemaNode, text: string): string | null {
  if (KEPT.has(key)) return text.slice(value.offset, value.offset + value.length);
  if (ONE.has(key)) {
    return value.type === 'array'
      ? `[${value.items.map((one) => shape(one, text)).join(',')}]`
      : shape(value, text);
  }
  if (LISTS.has(key) && value.type === 'array')
    return `[${value.items.map((one) => shape(one, text)).join(',')}]`;
  if (MAPS.has(key) && value.type === 'object') {
    return `{${value.members.map((one) => `${JSON.stringify(one.key)}:${shape(one.value, text)}`).join(',')}}`;
  }
  return null;
}

import * as schema from './schema.ts';
import type { Schema, SchemaDocument } from './schema.ts';

/**
 * The least nesting with which a value of each schema can end: 0 for a leaf, Infinity where it cannot (a `false`, or a
 * recursion without a way out). A recursive schema is brought to its end by taking the lowest way from some depth on.
 */
export type Heights = (schema: Schema) => number;

export function heightsOf(document: SchemaDocument): Heights {
  const heights = new Map<Schema, number>([
    [true, 0],
    [false, Infinity],
  ]);
  const all = reachable(document);
  for (const node of all) if (!heights.has(node)) heights.set(node, Infinity);
  const height: Heights = (node) => heights.get(node) ?? 0;

  // Least fixed point from above: each round settles one more level, so there are at most as many rounds as schemas.
  for (let changed = true; changed;) {
    changed = false;
    for (const node of all) {
      const next = heightFrom(document, node, height);
      if (next < height(node)) {
        heights.set(node, next);
        changed = true;
      }
    }
  }
  return height;
}

function heightFrom(document: SchemaDocument, node: Schema, height: Heights): number {
  if (typeof node === 'boolean') return node ? 0 : Infinity;
  const highest = (list: readonly Schema[]) => Math.max(0, ...list.map(height));
  const lowest = (list: readonly Schema[]) => (list.length === 0 ? 0 : Math.min(...list.map(height)));
  const reference = schema.text(node, '$ref');
  const here = Math.max(
    reference === undefined ? 0 : height(document.resolve(reference) ?? false),
    highest(schema.schemas(node, 'allOf')),
    lowest(schema.schemas(node, 'anyOf')),
    lowest(schema.schemas(node, 'oneOf')),
  );
  return Math.max(here, canBeLeaf(node) ? 0 : heightInside(node, highest));
}

/** `["array", "null"]` can always end as null. */
function canBeLeaf(node: schema.JsonSchema): boolean {
  const type = node.get('type');
  return Array.isArray(type) && type.some((name) => name !== 'object' && name !== 'array');
}

function heightInside(node: schema.JsonSchema, highest: (list: readonly Schema[]) => number): number {
  const required = new Set(schema.texts(node, 'required'));
  const inside = schema
    .schemaMap(node, 'properties')
    .flatMap(([name, child]) => (required.has(name) ? [child] : []));
  const least = schema.number(node, 'minItems') ?? 0;
  const { prefix, rest } = schema.itemSchemas(node);
  inside.push(...prefix.slice(0, least));
  if (least > prefix.length && rest !== undefined) inside.push(rest);
  const contained = schema.asSchema(node.get('contains'));
  if (contained !== undefined && schema.number(node, 'minContains') !== 0) inside.push(contained);
  return inside.length === 0 ? 0 : 1 + highest(inside);
}

function reachable(document: SchemaDocument): Set<Schema> {
  const found = new Set<Schema>();
  const waiting: Schema[] = [document.root];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (typeof node === 'boolean' || found.has(node)) continue;
    found.add(node);
    const reference = schema.text(node, '$ref');
    const target = reference === undefined ? undefined : document.resolve(reference);
    if (target !== undefined) waiting.push(target);
    for (const [keyword, value] of node) {
      if (keyword === 'enum' || keyword === 'const' || keyword === '$defs' || keyword === 'definitions')
        continue;
      const direct = schema.asSchema(value);
      if (direct !== undefined) waiting.push(direct);
      waiting.push(
        ...schema.schemas(node, keyword),
        ...schema.schemaMap(node, keyword).map(([, child]) => child),
      );
    }
  }
  return found;
}

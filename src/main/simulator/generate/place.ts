import type { JsonObject } from './json.ts';
import * as schema from './schema.ts';
import type { Schema, SchemaDocument } from './schema.ts';
import { propertySchemas } from './satisfies.ts';

/**
 * The schemas that hold at one place at once, unions decided: what is written there, what it refers to, what `allOf`
 * adds. In the order of the text, so that the properties of `parts`, read one after another, are in declared order: a
 * schema stands where the first of its keywords that names children is written.
 */
export type Parts = readonly JsonObject[];

/** Decides a union; the ordinal tells several unions of one place apart. */
export type Choose = (branches: readonly Schema[], ordinal: number) => Schema | undefined;

const CHILD_KEYWORDS = new Set([
  'properties',
  'patternProperties',
  'additionalProperties',
  'items',
  'prefixItems',
]);

/** Null where nothing can satisfy the schemas with the branches chosen. */
export function partsOf(document: SchemaDocument, schemas: readonly Schema[], choose: Choose): Parts | null {
  const parts = new Set<JsonObject>();
  const entered = new Set<JsonObject>();
  let ordinal = 0;

  function enter(rules: Schema | undefined): boolean {
    if (rules === undefined || rules === false) return false;
    if (rules === true || entered.has(rules)) return true;
    entered.add(rules);
    for (const keyword of rules.keys()) {
      if (CHILD_KEYWORDS.has(keyword)) parts.add(rules);
      else if (!added(rules, keyword)) return false;
    }
    parts.add(rules);
    return true;
  }

  function added(rules: JsonObject, keyword: string): boolean {
    if (keyword === '$ref') return enter(document.resolve(schema.text(rules, '$ref') ?? ''));
    if (keyword === 'allOf') return schema.schemas(rules, 'allOf').every(enter);
    if (keyword === 'anyOf' || keyword === 'oneOf')
      return enter(choose(schema.schemas(rules, keyword), ordinal++));
    if (keyword !== 'if') return true;
    // Either the condition is made to hold and its consequence with it, or the alternative is tried on its own.
    const condition = schema.asSchema(rules.get('if')) ?? true;
    if (choose([true, false], ordinal++) === false) return enter(schema.asSchema(rules.get('else')) ?? true);
    return enter(condition) && enter(schema.asSchema(rules.get('then')) ?? true);
  }

  return schemas.every(enter) ? [...parts] : null;
}

/** All that holds for a property of that name. */
export function propertyOf(parts: Parts, name: string): Schema[] {
  const found = parts.flatMap((part) => propertySchemas(part, name));
  return found.length > 0 || parts.some((part) => declares(part, name))
    ? found
    : unevaluated(parts, 'unevaluatedProperties');
}

function declares(part: JsonObject, name: string): boolean {
  const own = part.get('properties');
  return own instanceof Map && own.has(name);
}

/** All that holds for the item at that index. */
export function itemOf(parts: Parts, index: number): Schema[] {
  let known = false;
  const found = parts.flatMap((part) => {
    const { prefix, rest } = schema.itemSchemas(part);
    const own = prefix[index] ?? rest;
    known ||= own !== undefined;
    return own === undefined || own === true ? [] : [own];
  });
  return known ? found : unevaluated(parts, 'unevaluatedItems');
}

/** What no part evaluates falls to `unevaluated…`; parts are all that was evaluated, unions being decided. */
function unevaluated(parts: Parts, keyword: string): Schema[] {
  return parts.flatMap((part) => schema.asSchema(part.get(keyword)) ?? []);
}

/** Names that are declared one by one, in declared order. */
export function declaredNames(parts: Parts): string[] {
  return [...new Set(parts.flatMap((part) => schema.schemaMap(part, 'properties').map(([name]) => name)))];
}

/** The tightest of a bound over all parts. */
export function bound(
  parts: Parts,
  keyword: string,
  tightest: 'highest' | 'lowest',
  otherwise: number,
): number {
  const values = parts.flatMap((part) => schema.number(part, keyword) ?? []);
  if (values.length === 0) return otherwise;
  return tightest === 'highest' ? Math.max(...values) : Math.min(...values);
}

/** The types left by all parts; undefined where none of them says. `integer` narrows `number`. */
export function typesAt(parts: Parts): string[] | undefined {
  let left: string[] | undefined;
  for (const part of parts) {
    const types = schema.typesOf(part);
    if (types === undefined) continue;
    left = left === undefined ? types : left.flatMap((name) => narrowed(name, types));
  }
  return left;
}

function narrowed(name: string, types: readonly string[]): string[] {
  if (types.includes(name)) return [name];
  if (name === 'number' && types.includes('integer')) return ['integer'];
  return name === 'integer' && types.includes('number') ? ['integer'] : [];
}

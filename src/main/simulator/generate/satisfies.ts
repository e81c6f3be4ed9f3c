import { FORMATS } from './formats.ts';
import { canonical, type Json, type JsonObject, Numeral } from './json.ts';
import { parsePattern } from './pattern.ts';
import * as schema from './schema.ts';
import type { Schema, SchemaDocument } from './schema.ts';

/**
 * Whether a value satisfies a schema, for the keywords that `check-schema` lets through. It interprets; nothing is
 * compiled into code. `unevaluated*` is left to the generator, which never makes what they forbid.
 */
export function satisfies(
  document: SchemaDocument,
  value: Json,
  rules: Schema,
  entered: readonly Schema[] = [],
): boolean {
  if (typeof rules === 'boolean') return rules;
  // A reference that comes back to itself at the same value asks nothing new.
  if (entered.includes(rules)) return true;
  const here = [...entered, rules];
  const holds = (other: Schema) => satisfies(document, value, other, here);

  const reference = schema.text(rules, '$ref');
  if (reference !== undefined && !holds(document.resolve(reference) ?? false)) return false;
  if (!schema.schemas(rules, 'allOf').every(holds)) return false;
  if (rules.has('anyOf') && !schema.schemas(rules, 'anyOf').some(holds)) return false;
  if (rules.has('oneOf') && schema.schemas(rules, 'oneOf').filter(holds).length !== 1) return false;
  const not = schema.asSchema(rules.get('not'));
  if (not !== undefined && holds(not)) return false;
  const condition = schema.asSchema(rules.get('if'));
  const consequence =
    condition === undefined ? undefined : schema.asSchema(rules.get(holds(condition) ? 'then' : 'else'));
  if (consequence !== undefined && !holds(consequence)) return false;

  return (
    satisfiesType(value, schema.typesOf(rules)) &&
    satisfiesEnum(value, rules) &&
    satisfiesNumber(value, rules) &&
    satisfiesString(value, rules) &&
    (!Array.isArray(value) || satisfiesArray(document, value, rules)) &&
    (!(value instanceof Map) || satisfiesObject(document, value, rules))
  );
}

export function typeOf(value: Json): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (value instanceof Map) return 'object';
  if (value instanceof Numeral) return 'number';
  return typeof value;
}

function satisfiesType(value: Json, types: readonly string[] | undefined): boolean {
  if (types === undefined || types.includes(typeOf(value))) return true;
  return types.includes('integer') && Number.isInteger(schema.toNumber(value));
}

function satisfiesEnum(value: Json, rules: JsonObject): boolean {
  const choices = rules.get('enum');
  const constant = rules.get('const');
  if (choices === undefined && constant === undefined) return true;
  const text = canonical(value);
  if (Array.isArray(choices) && !choices.some((choice) => canonical(choice) === text)) return false;
  return constant === undefined || canonical(constant) === text;
}

function satisfiesNumber(value: Json, rules: JsonObject): boolean {
  const number = schema.toNumber(value);
  if (number === undefined) return true;
  const step = schema.number(rules, 'multipleOf');
  return (
    number >= (schema.number(rules, 'minimum') ?? -Infinity) &&
    number <= (schema.number(rules, 'maximum') ?? Infinity) &&
    !(number <= (schema.number(rules, 'exclusiveMinimum') ?? -Infinity)) &&
    !(number >= (schema.number(rules, 'exclusiveMaximum') ?? Infinity)) &&
    // The quotient as doubles have it: 0.07 / 0.01 is no whole number to a validator, so it is none here.
    (step === undefined || Number.isInteger(number / step))
  );
}

function satisfiesString(value: Json, rules: JsonObject): boolean {
  if (typeof value !== 'string') return true;
  if (rules.has('minLength') || rules.has('maxLength')) {
    const length = codePoints(value);
    if (length < (schema.number(rules, 'minLength') ?? 0)) return false;
    if (length > (schema.number(rules, 'maxLength') ?? Infinity)) return false;
  }
  const pattern = schema.text(rules, 'pattern');
  if (pattern !== undefined && !matches(pattern, value)) return false;
  const format = schema.text(rules, 'format');
  if (format !== undefined && FORMATS.get(format)?.test(value) === false) return false;
  return !rules.has('contentEncoding') || FORMATS.get('byte')?.test(value) !== false;
}

/** JSON Schema counts characters as RFC 8259 does: code points, not UTF-16 units. */
export function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}

export function matches(pattern: string, text: string): boolean {
  const parsed = parsePattern(pattern);
  return parsed.ok && parsed.test.test(text);
}

function satisfiesArray(document: SchemaDocument, items: readonly Json[], rules: JsonObject): boolean {
  if (items.length < (schema.number(rules, 'minItems') ?? 0)) return false;
  if (items.length > (schema.number(rules, 'maxItems') ?? Infinity)) return false;
  if (rules.get('uniqueItems') === true && new Set(items.map(canonical)).size < items.length) return false;
  const { prefix, rest } = schema.itemSchemas(rules);
  const wanted = schema.asSchema(rules.get('contains'));
  if (wanted !== undefined) {
    const found = items.filter((item) => satisfies(document, item, wanted)).length;
    if (found < (schema.number(rules, 'minContains') ?? 1)) return false;
    if (found > (schema.number(rules, 'maxContains') ?? Infinity)) return false;
  }
  return items.every((item, index) => satisfies(document, item, prefix[index] ?? rest ?? true));
}

function satisfiesObject(document: SchemaDocument, object: JsonObject, rules: JsonObject): boolean {
  if (object.size < (schema.number(rules, 'minProperties') ?? 0)) return false;
  if (object.size > (schema.number(rules, 'maxProperties') ?? Infinity)) return false;
  if (!schema.texts(rules, 'required').every((name) => object.has(name))) return false;
  const names = schema.asSchema(rules.get('propertyNames'));
  if (names !== undefined && ![...object.keys()].every((name) => satisfies(document, name, names)))
    return false;
  const dependents = rules.get('dependentRequired');
  if (dependents instanceof Map) {
    for (const name of dependents.keys()) {
      if (object.has(name) && !schema.texts(dependents, name).every((other) => object.has(other)))
        return false;
    }
  }
  return [...object].every(([name, value]) =>
    propertySchemas(rules, name).every((other) => satisfies(document, value, other)),
  );
}

/** The schemas that one schema holds against a property: its own, those of matching patterns, or else the rest's. */
export function propertySchemas(rules: JsonObject, name: string): Schema[] {
  const own = rules.get('properties');
  const declared = own instanceof Map ? schema.asSchema(own.get(name)) : undefined;
  const found = declared === undefined ? [] : [declared];
  for (const [pattern, other] of schema.schemaMap(rules, 'patternProperties')) {
    if (matches(pattern, name)) found.push(other);
  }
  if (found.length > 0) return found;
  const rest = schema.asSchema(rules.get('additionalProperties'));
  return rest === undefined ? [] : [rest];
}

import type { Json, JsonObject } from './json.ts';
import { parsePattern, spell } from './pattern.ts';
import { bound, declaredNames, type Parts, propertyOf } from './place.ts';
import { between, type Random } from './random.ts';
import * as schema from './schema.ts';
import type { Schema } from './schema.ts';
import {
  decide,
  isExhausted,
  isFrugal,
  type Make,
  type Making,
  type Place,
  placeBelow,
  Unsatisfiable,
} from './making.ts';
import { KEYS } from './words.ts';

/** How often an optional property is there, where nothing else decides. */
const PRESENCE = 0.7;

/** An object with its declared properties first, in declared order, then those that only `required` or a map ask for. */
export function objectFor(making: Making, make: Make, parts: Parts, place: Place): Json {
  const above = [...place.above, parts];
  const names = namesFor(making, parts, place, above);
  const object: JsonObject = new Map();
  const required = requiredNames(parts, names);
  for (const name of names) {
    const schemas = propertyOf(parts, name);
    try {
      object.set(name, make(schemas, placeBelow(place, name, above)));
    } catch (error) {
      // An optional property that cannot be had is left out.
      if (!(error instanceof Unsatisfiable) || required.has(name) || isExhausted(making)) throw error;
    }
  }
  return object;
}

function namesFor(making: Making, parts: Parts, place: Place, above: readonly Parts[]): string[] {
  const declared = declaredNames(parts);
  const written = making.written(place.tokens);
  const chance = (name: string) => decide(making, place, `presence of ${name}`)();
  const frugal = isFrugal(above);
  const possible = declared.filter((name) =>
    propertyOf(parts, name).every((child) => making.heights(child) < Infinity),
  );

  const present = new Set(
    possible.filter((name) => {
      if (written instanceof Map) return written.has(name);
      const isLeaf = propertyOf(parts, name).every((child) => making.heights(child) === 0 && !mayNest(child));
      return chance(name) < PRESENCE && (!frugal || isLeaf);
    }),
  );
  const required = requiredNames(parts, []);
  for (const name of required) present.add(name);
  fitCount(parts, present, possible, required, chance);
  addDependents(parts, present);

  const extra = [...present].filter((name) => !declared.includes(name));
  const keys = openKeys(making, parts, place, present.size);
  return [
    ...declared.filter((name) => present.has(name)),
    ...extra,
    ...keys.filter((name) => !present.has(name)),
  ];
}

/** Whether a schema may hold something below it, so that recursion could go on through it. */
function mayNest(rules: Schema): boolean {
  if (!(rules instanceof Map)) return false;
  const type = rules.get('type');
  return type === undefined
    ? !rules.has('enum') && !rules.has('const')
    : type === 'object' || type === 'array' || Array.isArray(type);
}

function requiredNames(parts: Parts, present: readonly string[]): Set<string> {
  const names = new Set(parts.flatMap((part) => schema.texts(part, 'required')));
  addDependents(parts, names);
  const all = new Set([...names, ...present]);
  addDependents(parts, all);
  for (const name of present) if (!names.has(name) && dependsOn(parts, all, name)) names.add(name);
  return names;
}

function dependsOn(parts: Parts, present: ReadonlySet<string>, name: string): boolean {
  return parts.some((part) => {
    const dependents = part.get('dependentRequired');
    if (!(dependents instanceof Map)) return false;
    return [...dependents.keys()].some(
      (other) => present.has(other) && schema.texts(dependents, other).includes(name),
    );
  });
}

function addDependents(parts: Parts, present: Set<string>): void {
  // A set that grows while it is read is read to its new end, so dependents of dependents come along.
  for (const name of present) {
    for (const part of parts) {
      const dependents = part.get('dependentRequired');
      if (dependents instanceof Map) for (const other of schema.texts(dependents, name)) present.add(other);
    }
  }
}

/** By chance and not by place, so that another order of the properties keeps the same ones. */
function fitCount(
  parts: Parts,
  present: Set<string>,
  possible: readonly string[],
  required: ReadonlySet<string>,
  chance: (name: string) => number,
): void {
  const ranked = possible.filter((name) => !required.has(name)).toSorted((a, b) => chance(a) - chance(b));
  const least = bound(parts, 'minProperties', 'highest', 0);
  const most = bound(parts, 'maxProperties', 'lowest', Infinity);
  for (const name of ranked) if (present.size < least) present.add(name);
  for (const name of ranked.toReversed()) if (present.size > most) present.delete(name);
}

/** Names that the schema leaves open: as many as `minProperties` still wants, or a few where the object is a map. */
function openKeys(making: Making, parts: Parts, place: Place, present: number): string[] {
  const written = making.written(place.tokens);
  const least = bound(parts, 'minProperties', 'highest', 0);
  const most = bound(parts, 'maxProperties', 'lowest', Infinity);
  const random = decide(making, place, 'keys');
  const isMap = parts.some(
    (part) =>
      schema.schemaMap(part, 'patternProperties').length > 0 ||
      part.get('additionalProperties') instanceof Map,
  );
  const isFree = isMap && declaredNames(parts).length === 0 && !isFrugal([...place.above, parts]);
  const usual = isFree ? Math.min(most, Math.max(least, between(random, 2, 3))) : least;
  const wanted = usual - present;
  const allowed = (name: string) =>
    propertyOf(parts, name).every((child) => making.heights(child) < Infinity);

  const keys = new Set<string>();
  if (written instanceof Map && isFree) for (const name of written.keys()) if (allowed(name)) keys.add(name);
  for (let i = 0; keys.size < wanted && i < wanted * 4 + 40; i++) {
    const name = keyFor(making, parts, random, i);
    if (name !== null && allowed(name)) keys.add(name);
  }
  return [...keys];
}

/** A name of its own for the map, by `propertyNames`, by a pattern, or else a Greek letter. */
function keyFor(making: Making, parts: Parts, random: Random, index: number): string | null {
  const patterns = parts.flatMap((part) => {
    const names = schema.asSchema(part.get('propertyNames'));
    const own = names instanceof Map ? schema.text(names, 'pattern') : undefined;
    return own === undefined
      ? schema.schemaMap(part, 'patternProperties').map(([pattern]) => pattern)
      : [own];
  });
  const choices = parts.flatMap((part) => {
    const names = schema.asSchema(part.get('propertyNames'));
    const target =
      names instanceof Map ? (making.document.resolve(schema.text(names, '$ref') ?? '') ?? names) : undefined;
    const list = target instanceof Map ? target.get('enum') : undefined;
    return Array.isArray(list) ? list.filter((name) => typeof name === 'string') : [];
  });
  if (choices.length > 0) return choices[index % choices.length] ?? null;
  const pattern = patterns[index % Math.max(1, patterns.length)];
  const parsed = pattern === undefined ? undefined : parsePattern(pattern);
  if (parsed?.ok === true) {
    const text = spell(parsed.node, random, 6);
    return text !== null && parsed.test.test(text) ? text : null;
  }
  const word = KEYS[index % KEYS.length] ?? 'key';
  return index < KEYS.length ? word : `${word}_${Math.floor(index / KEYS.length) + 1}`;
}

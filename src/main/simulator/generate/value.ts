import { arrayFor } from './arrays.ts';
import { canonical, type Json } from './json.ts';
import { heightsOf } from './heights.ts';
import {
  decide,
  isExhausted,
  isFrugal,
  type Make,
  type Making,
  type Place,
  placeAgain,
  Unsatisfiable,
  type Written,
} from './making.ts';
import { numberFor } from './numbers.ts';
import { objectFor } from './objects.ts';
import { type Choose, type Parts, partsOf, typesAt } from './place.ts';
import { pick, type Random } from './random.ts';
import { satisfies, typeOf } from './satisfies.ts';
import type { Schema, SchemaDocument } from './schema.ts';
import { stringFor } from './strings.ts';

/** Tries at one place; an enum gets one for each of its values. */
const TRIES = 24;
const MAX_TRIES = 200;
/**
 * A value that satisfies the schema, its members in declared order. Every decision is drawn from (seed, pointer), so a
 * field has the same value wherever among its siblings it stands.
 *
 * @throws {Unsatisfiable} where none was found
 */
export function valueFor(document: SchemaDocument, seed: number, written: Written): Json {
  const making: Making = { document, seed, written, heights: heightsOf(document), made: 0, failed: 0 };
  if (making.heights(document.root) === Infinity) throw new Unsatisfiable('');
  const make: Make = (schemas, place) => makeAt(making, make, schemas, place);
  return make([document.root], { tokens: [], pointer: '', salt: '', turn: 0, above: [] });
}

function makeAt(making: Making, make: Make, schemas: readonly Schema[], place: Place): Json {
  const { document } = making;
  const fits = (value: Json) => schemas.every((rules) => satisfies(document, value, rules));
  const written = making.written(place.tokens);
  if (written !== undefined && written !== null && typeof written !== 'object' && fits(written))
    return written;

  let tries = TRIES;
  let unsatisfied = new Unsatisfiable(place.pointer);
  for (let attempt = 0; attempt < tries && !isExhausted(making); attempt++, making.failed++) {
    const parts = partsOf(document, schemas, chooser(making, placeAgain(place, attempt), written));
    if (parts === null) continue;
    const choices = choicesAt(parts);
    if (choices !== null) tries = Math.min(MAX_TRIES, Math.max(tries, choices.length));
    try {
      const value = candidate(making, make, parts, choices, place, attempt);
      if (value !== undefined && (isPlain(schemas, parts) || fits(value))) {
        making.made++;
        return value;
      }
    } catch (error) {
      if (!(error instanceof Unsatisfiable)) throw error;
      unsatisfied = error;
      // A failure below has used its own tries up; some more here, for another branch, are all that can help.
      tries = Math.min(tries, attempt + 6);
    }
  }
  throw unsatisfied;
}

/** Which branch of a union: by the seed, null seldom; one that a hand-written value fits; the lowest in recursion. */
function chooser(making: Making, place: Place, written: Json | undefined): Choose {
  const frugal = isFrugal(place.above);
  return (branches, ordinal) => {
    const open = branches.filter((branch) => branch === false || making.heights(branch) !== Infinity);
    if (written !== undefined) {
      const fitting = open.find((branch) => satisfies(making.document, written, branch));
      if (fitting !== undefined) return fitting;
    }
    const random = decide(making, place, `branch ${ordinal}`);
    const ranked = open
      .map((branch) => ({
        branch,
        height: frugal ? making.heights(branch) : 0,
        rank: random() ** (1 / weight(branch)),
      }))
      .toSorted((a, b) => a.height - b.height || b.rank - a.rank);
    return ranked[0]?.branch;
  };
}

function weight(branch: Schema): number {
  return branch instanceof Map && branch.get('type') === 'null' ? 1 : 4;
}

/** The values that `enum` and `const` leave; null where neither is there. */
function choicesAt(parts: Parts): Json[] | null {
  let left: Json[] | null = null;
  for (const part of parts) {
    for (const keyword of ['enum', 'const']) {
      const value = part.get(keyword);
      if (value === undefined) continue;
      const allowed = keyword === 'enum' && Array.isArray(value) ? value : [value];
      const texts = new Set(allowed.map(canonical));
      left = left === null ? allowed : left.filter((choice) => texts.has(canonical(choice)));
    }
  }
  return left;
}

function candidate(
  making: Making,
  make: Make,
  parts: Parts,
  choices: readonly Json[] | null,
  place: Place,
  attempt: number,
): Json | undefined {
  if (choices !== null) {
    // From a start that the seed draws, one after another, so that every value has its turn.
    const start = Math.floor(decide(making, place, 'choice')() * choices.length);
    return choices[(start + place.turn + attempt) % choices.length];
  }
  const again = placeAgain(place, attempt);
  const random = decide(making, again, 'value');
  const property = place.tokens.findLast((token) => !/^\d+$/.test(token)) ?? '';
  switch (typeFor(making, parts, again, random, attempt)) {
    case 'object':
      return objectFor(making, make, parts, again);
    case 'array':
      return arrayFor(making, make, parts, again);
    case 'string':
      return stringFor(parts, property, random, attempt) ?? undefined;
    case 'integer':
      return numberFor(parts, property, random, true) ?? undefined;
    case 'number':
      return numberFor(parts, property, random, false) ?? undefined;
    case 'boolean':
      return random() < 0.5;
    case 'null':
      return null;
    case undefined:
    default:
      return undefined;
  }
}

const ALL_TYPES = ['string', 'number', 'boolean', 'object', 'array', 'null'];
/** Keywords that speak of one type, for a schema that does not name it. */
const TELLING: readonly (readonly [string, readonly string[]])[] = [
  [
    'object',
    ['properties', 'required', 'patternProperties', 'additionalProperties', 'minProperties', 'propertyNames'],
  ],
  ['array', ['items', 'prefixItems', 'minItems', 'contains', 'uniqueItems']],
  ['string', ['pattern', 'format', 'minLength', 'maxLength', 'contentEncoding']],
  ['number', ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf']],
];

function typeFor(
  making: Making,
  parts: Parts,
  place: Place,
  random: Random,
  attempt: number,
): string | undefined {
  const written = making.written(place.tokens);
  const types = typesAt(parts);
  if (types === undefined) {
    const told = TELLING.find(([, keywords]) =>
      parts.some((part) => keywords.some((keyword) => part.has(keyword))),
    );
    const first = Math.max(0, ALL_TYPES.indexOf(told?.[0] ?? 'string'));
    return ALL_TYPES[(first + Math.floor(attempt / 3)) % ALL_TYPES.length];
  }
  if (written !== undefined && attempt < 3 && types.includes(typeOf(written))) return typeOf(written);
  const [first, ...others] = types.filter((name) => name !== 'null' || attempt > 2 || random() < 0.2);
  const leaf = types.find((name) => name !== 'object' && name !== 'array');
  if (leaf !== undefined && isFrugal(place.above)) return leaf;
  return first === undefined ? types[0] : pick(random, [first, ...others]);
}

/** Keywords that the making of containers honours by construction; anything beyond them is checked afterwards. */
const BY_CONSTRUCTION = new Set(
  '$ref $defs $schema $id definitions title description default examples type properties required items minItems maxItems additionalProperties'.split(
    ' ',
  ),
);

/** Whether a container need not be checked again: saves a large answer from being read once for each level. */
function isPlain(schemas: readonly Schema[], parts: Parts): boolean {
  const isContainer = parts.some((part) => part.get('type') === 'object' || part.get('type') === 'array');
  return isContainer && schemas.every(isByConstruction) && parts.every(isByConstruction);
}

function isByConstruction(rules: Schema): boolean {
  if (rules instanceof Map)
    for (const keyword of rules.keys()) if (!BY_CONSTRUCTION.has(keyword)) return false;
  return rules !== false;
}

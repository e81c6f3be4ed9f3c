import { canonical, type Json } from './json.ts';
import { bound, itemOf, type Parts } from './place.ts';
import { between } from './random.ts';
import * as schema from './schema.ts';
import type { Schema } from './schema.ts';
import { decide, isFrugal, type Make, type Making, type Place, placeBelow, Unsatisfiable } from './making.ts';

/** Longest array that is made without being asked for: lists of three or four read natural. */
const USUAL = { least: 2, spread: 2 };
/** Tries for an item that differs from all before it. */
const UNIQUE_TRIES = 200;
/** A short list of texts reads better without repeats, though it may have them: so many tries, in so many items. */
const DISTINCT = { tries: 6, items: 12 };

export function arrayFor(making: Making, make: Make, parts: Parts, place: Place): Json {
  const above = [...place.above, parts];
  const length = lengthFor(making, parts, place, isFrugal(above));
  if (length === null) throw new Unsatisfiable(place.pointer);
  const unique = parts.some((part) => part.get('uniqueItems') === true);
  const contained = containedAt(parts, length, place.turn);
  const seen = new Set<string>();
  const items: Json[] = [];
  for (let index = 0; index < length; index++) {
    const schemas = [...itemOf(parts, index), ...contained(index)];
    let item = make(schemas, placeBelow(place, String(index), above));
    const tries = unique
      ? UNIQUE_TRIES
      : typeof item === 'string' && length <= DISTINCT.items
        ? DISTINCT.tries
        : 0;
    for (let retry = 1; retry < tries && seen.has(canonical(item)); retry++) {
      item = make(schemas, placeBelow(place, String(index), above, retry));
    }
    if (unique && seen.has(canonical(item))) {
      // Few distinct values exist: a shorter list is as good, if it is allowed.
      if (index >= bound(parts, 'minItems', 'highest', 0)) return items;
      throw new Unsatisfiable(place.pointer);
    }
    if (tries > 0) seen.add(canonical(item));
    items.push(item);
  }
  return items;
}

function lengthFor(making: Making, parts: Parts, place: Place, frugal: boolean): number | null {
  const positions = Math.max(0, ...parts.map((part) => schema.itemSchemas(part).prefix.length));
  const needed = parts.map((part) => (part.has('contains') ? (schema.number(part, 'minContains') ?? 1) : 0));
  const least = Math.max(bound(parts, 'minItems', 'highest', 0), ...needed);
  let most = bound(parts, 'maxItems', 'lowest', Infinity);
  for (let index = 0; index <= Math.min(most, positions); index++) {
    if (itemOf(parts, index).some((child) => making.heights(child) === Infinity))
      most = Math.min(most, index);
  }
  if (least > most) return null;
  const written = making.written(place.tokens);
  if (Array.isArray(written) && written.length >= least && written.length <= most) return written.length;
  if (frugal) return least;
  // A tuple is given whole; a list has its least length or a natural one, and now and then one more.
  if (positions > 0) return Math.max(least, Math.min(most, positions));
  const start = Math.min(most, Math.max(least, USUAL.least));
  return between(decide(making, place, 'length'), start, Math.min(most, start + USUAL.spread));
}

/** What `contains` adds at an index: its schema at as many as it needs, and where it has a maximum, not elsewhere. */
function containedAt(parts: Parts, length: number, turn: number): (index: number) => Schema[] {
  const rules = parts.flatMap((part) => {
    const wanted = schema.asSchema(part.get('contains'));
    if (wanted === undefined) return [];
    return [{ wanted, least: schema.number(part, 'minContains') ?? 1, bounded: part.has('maxContains') }];
  });
  return (index) =>
    rules.flatMap(({ wanted, least, bounded }) => {
      // Where a tuple's first positions do not go with it, another try starts further on.
      const inside = (index + length - (turn % Math.max(1, length))) % length < least;
      if (inside) return [wanted];
      return bounded ? [new Map([['not', wanted]])] : [];
    });
}

import type { Heights } from './heights.ts';
import { escapeToken, type Json, type JsonObject } from './json.ts';
import type { Parts } from './place.ts';
import { type Random, randomFor } from './random.ts';
import type { Schema, SchemaDocument } from './schema.ts';

/** No value of the schema was found; `pointer` is the place in the answer. */
export class Unsatisfiable extends Error {
  readonly pointer: string;
  constructor(pointer: string) {
    super(`no value was found that satisfies the schema at ${pointer === '' ? 'the root' : pointer}`);
    this.pointer = pointer;
  }
}

/** A hand-written value for a place, if there is one. */
export type Written = (tokens: readonly string[]) => Json | undefined;

/** What stays the same for a whole answer. */
export interface Making {
  document: SchemaDocument;
  seed: number;
  written: Written;
  heights: Heights;
  /** Values made and tries that failed: a huge answer and a hopeless schema both have to end. */
  made: number;
  failed: number;
}

/** Where a value goes. */
export interface Place {
  tokens: readonly string[];
  pointer: string;
  /** Varies all decisions here and below where a first form would not do; empty on the first try everywhere. */
  salt: string;
  /** How often a value for this very place was turned down; counts through the values of an enum. */
  turn: number;
  /** The objects on the way down, by the schemas that hold there; tells recursion. */
  above: readonly Parts[];
}

export type Make = (schemas: readonly Schema[], place: Place) => Json;

/** A schema may stand twice inside itself; from then on the shortest way out is taken. */
const MAX_TURNS = 2;
const MAX_DEPTH = 24;

export function placeBelow(place: Place, token: string, above: readonly Parts[], turn = 0): Place {
  const tokens = [...place.tokens, token];
  return { tokens, pointer: `${place.pointer}/${escapeToken(token)}`, salt: place.salt, turn, above };
}

/** The same place after some more tries. */
export function placeAgain(place: Place, attempt: number): Place {
  const turn = place.turn + attempt;
  return turn === 0 ? place : { ...place, turn, salt: `${place.salt}/${place.tokens.length}.${turn}` };
}

const MAX_VALUES = 1_000_000;
/** A schema that fails more often than this, and than it succeeds, is taken for hopeless. */
const MAX_FAILURES = 2000;

export function isExhausted(making: Making): boolean {
  return making.made > MAX_VALUES || making.failed > MAX_FAILURES + 2 * making.made;
}

/** Whether recursion has gone far enough to be brought to its end. */
export function isFrugal(above: readonly Parts[]): boolean {
  if (above.length > MAX_DEPTH) return true;
  const turns = new Map<JsonObject, number>();
  for (const part of above.flat()) {
    const count = (turns.get(part) ?? 0) + 1;
    if (count > MAX_TURNS) return true;
    turns.set(part, count);
  }
  return false;
}

/** For a decision about a place beside its value: its length, its branch, the names in it. */
export function decide(making: Making, place: Place, purpose: string): Random {
  return randomFor(making.seed, place.pointer, place.salt, purpose);
}

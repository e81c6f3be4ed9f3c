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
  /** Values still allowed; each try counts, so that a hopeless schema ends as well as a huge one. */
  budget: number;
}

/** Where a value goes. `salt` varies it where its first form would not do; 0 on the first try everywhere. */
export interface Place {
  tokens: readonly string[];
  pointer: string;
  salt: number;
  /** The objects on the way down, by the schemas that hold there; tells recursion. */
  above: readonly Parts[];
}

export type Make = (schemas: readonly Schema[], place: Place) => Json;

/** A schema may stand twice inside itself; from then on the shortest way out is taken. */
const MAX_TURNS = 2;
const MAX_DEPTH = 24;

export function placeBelow(place: Place, token: string, above: readonly Parts[], retry = 0): Place {
  return {
    tokens: [...place.tokens, token],
    pointer: `${place.pointer}/${escapeToken(token)}`,
    salt: place.salt * 31 + retry,
    above,
  };
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

/** For decisions about what is in a container. */
export function decide(making: Making, pointer: string, salt: number, purpose: string): Random {
  return randomFor(making.seed, pointer, salt, purpose);
}

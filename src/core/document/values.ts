import type { JsonValue } from '../patch/operation.ts';
import { ARRAY, BOOLEAN, NULL, NUMBER, OBJECT, STRING, TYPE } from './nodes.ts';

/** What is needed to know of parsed values, for operations that came as objects. */
export function typeOf(value: JsonValue): number {
  if (typeof value === 'string') return STRING;
  if (typeof value === 'number') return NUMBER;
  if (typeof value === 'boolean') return BOOLEAN;
  if (value === null) return NULL;
  return Array.isArray(value) ? ARRAY : OBJECT;
}

export function isEmpty(value: JsonValue): boolean {
  if (Array.isArray(value)) return value.length === 0;
  return Object.keys(value as object).length === 0;
}

/** Levels of nesting, counted no further than `most`. */
export function heightOf(value: JsonValue, most: number): number {
  if (typeof value !== 'object' || value === null) return 0;
  let height = 0;
  if (Array.isArray(value)) {
    for (const item of value) height = Math.max(height, most <= 1 ? 0 : heightOf(item, most - 1));
  } else {
    for (const key in value)
      height = Math.max(height, most <= 1 ? 0 : heightOf(value[key] ?? null, most - 1));
  }
  return height + 1;
}

/** A type in messages. */
export function describe(type: number): string {
  return ['an object', 'an array', 'a string', 'a number', 'a boolean', 'null'][type & TYPE] ?? 'nothing';
}

/** JSON in messages. */
export function shorten(json: string): string {
  return json.length > 100 ? `${json.slice(0, 97)}...` : json;
}

import { operationEvent } from '../protocols/operation-line.ts';
import type { EventBody } from '../run/event.ts';
import { elementSources } from './element-sources.ts';
import { splitSuffix } from './suffix.ts';

/** The shapes in which people keep operations with their times, in words. */
export type ForeignShape =
  | 'operations, one a line'
  | 'operations with times, one a line'
  | 'operations inside objects with a time'
  | 'pairs of time and operation'
  | 'output of the tool "ts"';

export interface ForeignLine {
  shape: ForeignShape | null;
  /** The time as the line has it, in milliseconds by its unit; may be wall time. */
  time: number | null;
  /** The socket read, where the line is a stamped operation without its capture's header. */
  c: number | null;
  body: EventBody;
}

/** The members that hold a time, and what one of their units is in milliseconds. `ts` is seconds by custom. */
const TIME_MEMBERS: readonly [string, number][] = [
  ['t', 1],
  ['ts', 1000],
  ['time', 1],
  ['ms', 1],
  ['elapsed_ms', 1],
];

/** Over these a number is wall time: milliseconds since 1970 (1e11 is 1973), or seconds since then (1e9 is 2001). */
const EPOCH_MS = 1e11;
const EPOCH_S = 1e9;

/** `0.412345 {…}`: what `ts -s '%.s'` puts before a line, in seconds; also the wall time of `ts '%.s'`. */
const TS_LINE = /^\s*(\d+(?:\.\d+)?)[ \t]+([[{].*)$/s;

/** Reads one line of a file that is not a capture. What is no operation in any known shape is told as what it is. */
export function readForeignLine(line: string): ForeignLine {
  const prefixed = TS_LINE.exec(line);
  if (prefixed?.[1] !== undefined && prefixed[2] !== undefined) {
    return foreign('output of the tool "ts"', inUnit(prefixed[1], 1000), operationEvent(prefixed[2]));
  }
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    // `operationEvent` says why.
    return foreign(null, null, operationEvent(line));
  }
  if (Array.isArray(value) && value.length === 2 && isObject(value[1])) {
    const inner = elementSources(line).get('1') ?? '';
    return foreign('pairs of time and operation', inUnit(value[0], 1), operationEvent(inner));
  }
  if (!isObject(value) || !('op' in value)) return foreign(null, null, operationEvent(line));
  if (isObject(value.op)) {
    const inner = elementSources(line).get('op') ?? '';
    return foreign('operations inside objects with a time', timeOf(value), operationEvent(inner));
  }
  // In an operation itself only `t` is a time; others are members that RFC 6902 §4 tells to ignore.
  const time = 't' in value ? inUnit(value.t, 1) : null;
  if (time === null) return foreign('operations, one a line', null, operationEvent(line));
  const split = splitSuffix(line);
  const body = operationEvent(split === null ? line : split.text);
  return { ...foreign('operations with times, one a line', time, body), c: split?.stamp.c ?? null };
}

function foreign(shape: ForeignShape | null, time: number | null, body: EventBody): ForeignLine {
  return { shape, time, c: null, body };
}

/** The first member that names a time. */
function timeOf(value: object): number | null {
  for (const [name, unit] of TIME_MEMBERS) {
    if (Object.hasOwn(value, name)) return inUnit(Object.getOwnPropertyDescriptor(value, name)?.value, unit);
  }
  return null;
}

/** Milliseconds of a number, or of a numeral in a string. */
function inUnit(given: unknown, unit: number): number | null {
  const value = typeof given === 'string' && given.trim() !== '' ? Number(given) : given;
  if (typeof value !== 'number' || !Number.isFinite(value)) return null;
  if (value > EPOCH_MS) return value;
  if (value > EPOCH_S) return value * 1000;
  return value * unit;
}

/** True for a time that `readForeignLine` gives as wall time. */
export function isWallTime(ms: number): boolean {
  return ms > EPOCH_MS;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

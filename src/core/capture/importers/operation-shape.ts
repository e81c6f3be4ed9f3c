import { operationEvent } from '../../protocols/operation-line.ts';
import type { EventBody } from '../../run/event.ts';
import { elementSources } from '../element-sources.ts';
import { splitSuffix } from '../suffix.ts';
import type { TimeUnit } from './format.ts';
import { inMilliseconds } from './times.ts';

/** The shapes in which people keep operations with their times, in words. */
export type OperationShape =
  | 'operations, one a line'
  | 'operations with times, one a line'
  | 'operations inside objects with a time'
  | 'pairs of time and operation';

export interface ShapedLine {
  shape: OperationShape | null;
  /** The time as the line has it, in milliseconds by its unit; may be wall time. */
  time: number | null;
  /** Nothing in the line names the unit of its time. */
  doubtful: boolean;
  /** The socket read, where the line is a stamped operation without its capture's header. */
  c: number | null;
  body: EventBody;
}

/** The members that hold a time, their unit, and whether their name leaves a doubt about it. */
const TIME_MEMBERS: readonly [name: string, unit: TimeUnit, doubtful: boolean][] = [
  ['t', 'ms', true],
  // Seconds by custom, as the tool of that name has it.
  ['ts', 's', false],
  ['time', 'ms', true],
  ['ms', 'ms', false],
  ['elapsed_ms', 'ms', false],
];

/**
 * Reads one line of a file that is not a capture; what is no operation in any known shape is told as what it is.
 * `unit`: what a person said that the times are counted in.
 */
export function readShapedLine(line: string, unit?: TimeUnit): ShapedLine {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    // `operationEvent` says why.
    return shaped(null, operationEvent(line));
  }
  if (Array.isArray(value) && value.length === 2 && isObject(value[1])) {
    const inner = elementSources(line).get('1') ?? '';
    const time = inMilliseconds(value[0], unit ?? 'ms');
    return shaped('pairs of time and operation', operationEvent(inner), time, unit === undefined);
  }
  if (!isObject(value) || !('op' in value)) return shaped(null, operationEvent(line));
  if (isObject(value.op)) {
    const inner = elementSources(line).get('op') ?? '';
    const { time, doubtful } = timeOf(value, unit);
    return shaped('operations inside objects with a time', operationEvent(inner), time, doubtful);
  }
  // In an operation itself only `t` is a time; others are members that RFC 6902 §4 tells to ignore.
  const time = 't' in value ? inMilliseconds(value.t, unit ?? 'ms') : null;
  if (time === null) return shaped('operations, one a line', operationEvent(line));
  const split = splitSuffix(line);
  const body = operationEvent(split === null ? line : split.text);
  return { ...shaped('operations with times, one a line', body, time), c: split?.stamp.c ?? null };
}

function shaped(
  shape: OperationShape | null,
  body: EventBody,
  time: number | null = null,
  doubtful = false,
): ShapedLine {
  return { shape, time, doubtful, c: null, body };
}

/** The first member that names a time. */
function timeOf(value: object, given: TimeUnit | undefined): Pick<ShapedLine, 'time' | 'doubtful'> {
  for (const [name, unit, doubtful] of TIME_MEMBERS) {
    if (!Object.hasOwn(value, name)) continue;
    const found: unknown = Object.getOwnPropertyDescriptor(value, name)?.value;
    return { time: inMilliseconds(found, given ?? unit), doubtful: doubtful && given === undefined };
  }
  return { time: null, doubtful: false };
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

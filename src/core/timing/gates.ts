import type { JsonValue } from '../patch/operation.ts';

/**
 * What downstream work waits for. Gates are data, a part of the draft and of the capture; nothing in them is
 * evaluated. In JSON every member but `name`, `fields` and `kind` may be left out, with the defaults given here.
 */
export interface Gate {
  name: string;
  kind: GateKind;
  /** Patterns of fields, all of which must have landed: `/intent`, `/steps/*`, `/items/*\/id`. */
  fields: readonly string[];
  /** Without one, the gate opens whatever the values are. */
  when: Condition | null;
  /** Milliseconds of work: item i of a fan-out takes base + step × i. An approval without an answer counts `base`. */
  duration: { base: number; step: number };
  /** Items worked on at once; null is no limit. Items are taken in order of index. Only for a fan-out. */
  concurrency: number | null;
  /** How much its completion counts when the best order is sought (`optimise.ts`). Default 1. */
  weight: number;
  /** Names of gates whose work must have ended before this one's starts. */
  waitsFor: readonly string[];
}

/**
 * `task`: one piece of work when the fields have landed; with a `*` in a field, when the last of its items has.
 * `fan-out`: one piece of work for each item of the array that its fields' `*` names.
 * `approval`: a person's answer. What waits for a declined one is discarded.
 */
export type GateKind = 'task' | 'fan-out' | 'approval';

/** A test of one field's value; `field` defaults to the gate's first. Values are compared as JSON scalars. */
export type Condition = { field: string } & (
  | { is: 'equals'; value: JsonScalar }
  | { is: 'one of'; values: readonly JsonScalar[] }
  | { is: 'present' }
);

export type JsonScalar = null | boolean | number | string;

export function isScalar(value: JsonValue | undefined): value is JsonScalar {
  return value !== undefined && (value === null || typeof value !== 'object');
}

/** Whether a value that has landed satisfies the condition. Containers satisfy `present` alone. */
export function holds(condition: Condition, value: JsonValue | undefined): boolean {
  if (condition.is === 'present') return true;
  if (!isScalar(value)) return false;
  return condition.is === 'equals' ? value === condition.value : condition.values.includes(value);
}

/** A gate as a draft or a capture writes it, defaults left out. `checkGates` reads it back. */
export function gateToJson(gate: Gate): JsonValue {
  const { when } = gate;
  return {
    name: gate.name,
    kind: gate.kind,
    fields: [...gate.fields],
    ...(when === null ? {} : { when: conditionToJson(when, gate.fields[0]) }),
    ...(gate.duration.base === 0 && gate.duration.step === 0
      ? {}
      : { duration: durationToJson(gate.duration) }),
    ...(gate.concurrency === null ? {} : { concurrency: gate.concurrency }),
    ...(gate.weight === 1 ? {} : { weight: gate.weight }),
    ...(gate.waitsFor.length === 0 ? {} : { waitsFor: [...gate.waitsFor] }),
  };
}

function durationToJson({ base, step }: Gate['duration']): JsonValue {
  return step === 0 ? { base } : { base, step };
}

function conditionToJson(when: Condition, first: string | undefined): JsonValue {
  const field: { [key: string]: JsonValue } = when.field === first ? {} : { field: when.field };
  if (when.is === 'equals') return { ...field, equals: when.value };
  return when.is === 'one of' ? { ...field, oneOf: [...when.values] } : { ...field, present: true };
}

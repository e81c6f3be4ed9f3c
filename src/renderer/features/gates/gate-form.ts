import type { Condition, Gate, JsonScalar } from '../../../core/timing/gates.ts';

/** A scalar as it is typed: JSON where it is JSON, else the text itself. `billing`, `"7"`, `7`, `true`, `null`. */
export function readScalar(text: string): JsonScalar {
  const trimmed = text.trim();
  try {
    const value: unknown = JSON.parse(trimmed);
    if (
      value === null ||
      typeof value === 'string' ||
      typeof value === 'number' ||
      typeof value === 'boolean'
    )
      return value;
  } catch {
    // Most values are words.
  }
  return trimmed;
}

/** Reads back as the same value. */
export function writeScalar(value: JsonScalar): string {
  if (typeof value !== 'string') return String(value);
  return readScalar(value) === value && value !== '' && !value.includes(',') ? value : JSON.stringify(value);
}

/** Several values, with commas between them; a comma inside quotes is part of its value. */
export function readScalars(text: string): JsonScalar[] {
  const parts = text.match(/\s*"(?:[^"\\]|\\.)*"\s*(?=,|$)|[^,]+/g) ?? [];
  return parts.filter((part) => part.trim() !== '').map(readScalar);
}

export type Test = 'always' | Condition['is'];

export function testOf({ when }: Gate): Test {
  return when === null ? 'always' : when.is;
}

/** What stands in the field for the value; empty where the test takes none. */
export function valueText({ when }: Gate): string {
  if (when?.is === 'equals') return writeScalar(when.value);
  return when?.is === 'one of' ? when.values.map(writeScalar).join(', ') : '';
}

/** The gate with another condition; a value that is not there yet stands as an empty text. */
export function withCondition(gate: Gate, test: Test, text: string): Gate {
  const field = gate.when?.field ?? gate.fields[0] ?? '';
  switch (test) {
    case 'always':
      return { ...gate, when: null };
    case 'present':
      return { ...gate, when: { field, is: 'present' } };
    case 'equals':
      return { ...gate, when: { field, is: 'equals', value: readScalar(text) } };
    case 'one of':
      return { ...gate, when: { field, is: 'one of', values: readScalars(text) } };
  }
  return test satisfies never;
}

/** A gate to begin with, named so that it differs from all others. */
export function newGate(gates: readonly Gate[], field: string): Gate {
  const names = new Set(gates.map((gate) => gate.name));
  let number = gates.length + 1;
  while (names.has(`gate ${number}`)) number++;
  return {
    name: `gate ${number}`,
    kind: 'task',
    fields: [field],
    when: null,
    duration: { base: 500, step: 0 },
    concurrency: null,
    weight: 1,
    waitsFor: [],
  };
}

/** Renames a gate wherever another one waits for it. */
export function renamed(gates: readonly Gate[], at: number, name: string): Gate[] {
  const before = gates[at]?.name;
  return gates.map((gate, i) =>
    i === at
      ? { ...gate, name }
      : { ...gate, waitsFor: gate.waitsFor.map((other) => (other === before ? name : other)) },
  );
}

/** Nothing waits for a gate that is no longer there. */
export function without(gates: readonly Gate[], at: number): Gate[] {
  const gone = gates[at]?.name;
  return gates
    .filter((_, i) => i !== at)
    .map((gate) => ({ ...gate, waitsFor: gate.waitsFor.filter((name) => name !== gone) }));
}

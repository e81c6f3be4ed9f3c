import type { JsonValue } from '../patch/operation.ts';
import { isScalar, type Condition, type Gate, type GateKind, type JsonScalar } from './gates.ts';

/** What is wrong, at a JSON Pointer into the list of gates. */
interface GateProblem {
  path: string;
  message: string;
}

export type GatesResult =
  /** `notes`: members that are not known and were left aside, patterns that no field of the schema has. */
  { ok: true; gates: Gate[]; notes: GateProblem[] } | { ok: false; problems: GateProblem[] };

type Members = { [key: string]: JsonValue };

const KNOWN = new Set(['name', 'kind', 'fields', 'when', 'duration', 'concurrency', 'weight', 'waitsFor']);
const KINDS: readonly GateKind[] = ['task', 'fan-out', 'approval'];

/**
 * Reads a draft's gates. All problems are found, not the first alone. With `patterns` (the schema's fields), a
 * field that the schema does not have is noted, not refused: a draft is edited gate by gate and field by field.
 */
export function checkGates(value: JsonValue, patterns?: readonly string[]): GatesResult {
  const report = new Report();
  if (!Array.isArray(value)) return { ok: false, problems: [{ path: '', message: 'Gates are a list.' }] };
  const gates = value.map((entry, i) => readGate(entry, `/${i}`, report));
  checkNames(gates, report);
  if (report.problems.length > 0) return { ok: false, problems: report.problems };
  const known = patterns === undefined ? null : new Set(patterns);
  for (const [i, gate] of gates.entries()) {
    for (const field of new Set([...gate.fields, ...(gate.when === null ? [] : [gate.when.field])])) {
      if (known !== null && !known.has(field))
        report.note(`/${i}/fields`, `The schema has no field ${field}.`);
    }
  }
  return { ok: true, gates, notes: report.notes };
}

class Report {
  readonly problems: GateProblem[] = [];
  readonly notes: GateProblem[] = [];
  problem(path: string, message: string): void {
    this.problems.push({ path, message });
  }
  note(path: string, message: string): void {
    this.notes.push({ path, message });
  }
}

function readGate(value: JsonValue, path: string, report: Report): Gate {
  const members: Members = isObject(value) ? value : {};
  if (!isObject(value)) report.problem(path, 'A gate is an object.');
  for (const key of Object.keys(members)) {
    if (!KNOWN.has(key)) report.note(`${path}/${key}`, `A gate has no member "${key}"; it is left aside.`);
  }
  const name = members['name'];
  if (typeof name !== 'string' || name.trim() === '') report.problem(`${path}/name`, 'A gate needs a name.');
  const kind = KINDS.find((known) => known === members['kind']);
  if (kind === undefined) report.problem(`${path}/kind`, `The kind is one of ${KINDS.join(', ')}.`);
  const fields = readFields(members['fields'], `${path}/fields`, report);
  const when = readCondition(members['when'], fields, `${path}/when`, report);
  const gate: Gate = {
    name: typeof name === 'string' ? name : '',
    kind: kind ?? 'task',
    fields,
    when,
    duration: readDuration(members['duration'], `${path}/duration`, report),
    concurrency: readConcurrency(members['concurrency'], kind, `${path}/concurrency`, report),
    weight: readNumber(members['weight'], 1, `${path}/weight`, 'The weight', report),
    waitsFor: readNames(members['waitsFor'], `${path}/waitsFor`, report),
  };
  checkStars(gate, path, report);
  return gate;
}

function readFields(value: JsonValue | undefined, path: string, report: Report): string[] {
  if (!Array.isArray(value) || value.length === 0) {
    report.problem(path, 'A gate waits for at least one field, such as ["/intent"].');
    return [];
  }
  return value.flatMap((field, i) => (readPattern(field, `${path}/${i}`, report) ? [field] : []));
}

function readPattern(value: JsonValue, path: string, report: Report): value is string {
  if (isPattern(value)) return true;
  report.problem(path, 'A field is a pattern that begins with a slash, such as "/intent" or "/steps/*".');
  return false;
}

/** RFC 6901 §3: empty, or tokens that each begin with a slash, `~` only as `~0` or `~1`. */
export function isPattern(value: JsonValue | undefined): value is string {
  return typeof value === 'string' && /^(\/([^~/]|~[01])*)*$/.test(value);
}

/** A fan-out needs its array: every field with a `*` must agree on where the first one is. */
function checkStars(gate: Gate, path: string, report: Report): void {
  if (gate.kind !== 'fan-out') return;
  const arrays = new Set(
    [...gate.fields, ...(gate.when === null ? [] : [gate.when.field])].flatMap(fanOutArray),
  );
  if (arrays.size === 0)
    report.problem(`${path}/fields`, 'A fan-out needs a field with "*", such as "/steps/*".');
  if (arrays.size > 1) {
    report.problem(
      `${path}/fields`,
      `A fan-out works on one array; its fields name ${[...arrays].join(' and ')}.`,
    );
  }
}

/** The array that a fan-out's field is an item of: what stands before its first `*`. */
export function fanOutArray(field: string): string[] {
  const star = field.split('/').indexOf('*');
  return star < 0 ? [] : [field.split('/').slice(0, star).join('/')];
}

function readCondition(
  value: JsonValue | undefined,
  fields: readonly string[],
  path: string,
  report: Report,
): Condition | null {
  if (value === undefined || value === null) return null;
  if (!isObject(value)) {
    report.problem(path, 'A condition is an object with "equals", "oneOf" or "present".');
    return null;
  }
  const named = value['field'];
  if (named !== undefined && !readPattern(named, `${path}/field`, report)) return null;
  const field = named ?? fields[0] ?? '';
  const tests = ['equals', 'oneOf', 'present'].filter((test) => value[test] !== undefined);
  if (tests.length !== 1) {
    report.problem(path, 'A condition has exactly one of "equals", "oneOf" and "present".');
    return null;
  }
  const { equals, oneOf, present } = value;
  if (equals !== undefined) {
    if (isScalar(equals)) return { field, is: 'equals', value: equals };
    report.problem(`${path}/equals`, 'A value is compared with a string, a number, true, false or null.');
  }
  if (oneOf !== undefined) {
    if (Array.isArray(oneOf) && oneOf.length > 0 && oneOf.every(isScalar)) {
      return { field, is: 'one of', values: oneOf.filter((one): one is JsonScalar => isScalar(one)) };
    }
    report.problem(`${path}/oneOf`, '"oneOf" is a list of strings, numbers, true, false or null.');
  }
  if (present !== undefined) {
    if (present === true) return { field, is: 'present' };
    report.problem(`${path}/present`, '"present" can only be true.');
  }
  return null;
}

function readDuration(value: JsonValue | undefined, path: string, report: Report): Gate['duration'] {
  if (value === undefined) return { base: 0, step: 0 };
  if (!isObject(value)) {
    report.problem(path, 'A duration is {"base": ms, "step": ms per item}.');
    return { base: 0, step: 0 };
  }
  return {
    base: readNumber(value['base'], 0, `${path}/base`, 'The base', report),
    step: readNumber(value['step'], 0, `${path}/step`, 'The step', report),
  };
}

function readConcurrency(
  value: JsonValue | undefined,
  kind: GateKind | undefined,
  path: string,
  report: Report,
): number | null {
  if (value === undefined || value === null) return null;
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 1) {
    report.problem(path, 'Concurrency is a whole number from 1, or null for no limit.');
    return null;
  }
  if (kind !== 'fan-out') report.note(path, 'Only a fan-out has a concurrency; it is left aside.');
  return kind === 'fan-out' ? value : null;
}

function readNumber(
  value: JsonValue | undefined,
  absent: number,
  path: string,
  what: string,
  report: Report,
): number {
  if (value === undefined) return absent;
  if (typeof value === 'number' && Number.isFinite(value) && value >= 0) return value;
  report.problem(path, `${what} is a number from 0.`);
  return absent;
}

function readNames(value: JsonValue | undefined, path: string, report: Report): string[] {
  if (value === undefined) return [];
  if (Array.isArray(value) && value.every((name) => typeof name === 'string')) {
    return [...new Set(value.filter((name) => typeof name === 'string'))];
  }
  report.problem(path, '"waitsFor" is a list of names of gates.');
  return [];
}

function checkNames(gates: readonly Gate[], report: Report): void {
  const byName = new Map<string, Gate>();
  for (const [i, gate] of gates.entries()) {
    if (byName.has(gate.name)) report.problem(`/${i}/name`, `Two gates are named "${gate.name}".`);
    byName.set(gate.name, gate);
  }
  for (const [i, gate] of gates.entries()) {
    for (const [j, name] of gate.waitsFor.entries()) {
      if (!byName.has(name)) report.problem(`/${i}/waitsFor/${j}`, `There is no gate named "${name}".`);
    }
    if (waitsForItself(gate, byName)) {
      report.problem(`/${i}/waitsFor`, `"${gate.name}" waits for itself: the gates wait in a circle.`);
    }
  }
}

function waitsForItself(gate: Gate, byName: ReadonlyMap<string, Gate>): boolean {
  const seen = new Set<string>();
  const next = [...gate.waitsFor];
  for (let name = next.pop(); name !== undefined; name = next.pop()) {
    if (name === gate.name) return true;
    if (seen.has(name)) continue;
    seen.add(name);
    next.push(...(byName.get(name)?.waitsFor ?? []));
  }
  return false;
}

function isObject(value: JsonValue | undefined): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

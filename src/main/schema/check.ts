import { Ajv, type ErrorObject, type Options, type ValidateFunction } from 'ajv';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';

import type { SchemaProblem } from '../../bridge/contract.ts';
import type { CheckedDocument } from '../../core/run/assess.ts';
import { parseSchema } from '../../core/schema/parse.ts';
import { nodeAt, resolveReference } from '../../core/schema/reference.ts';
import { membersOf, remarkAt, subschemasOf } from '../../core/schema/subschemas.ts';
import { type Member, memberOf, type SchemaTree, stringOf } from '../../core/schema/tree.ts';

/**
 * `strict: false`, because a schema for a model may hold keywords of its server. It also lets `1e400` be a number: it is
 * one in JSON, though not a finite double. `allErrors` tells *only something is missing* from *something is wrong*.
 */
const OPTIONS: Options = { strict: false, allErrors: true, logger: false };

type Compiled = { ok: true; validate: ValidateFunction } | { ok: false; problems: SchemaProblem[] };

/** Compiling costs tens of milliseconds, a run is judged at its end: the few schemas in use are kept. */
const compiled = new Map<string, Compiled>();
const KEPT = 8;

/** A `DocumentCheck`: judges a document, as JSON text, by a schema, as text. */
export function checkDocument(json: string, schema: string): CheckedDocument {
  const compiledSchema = compile(schema);
  if (!compiledSchema.ok) {
    const why = compiledSchema.problems[0]?.message ?? 'unknown';
    return { state: 'unchecked', problem: { pointer: '', message: `the schema cannot be used: ${why}` } };
  }
  const { validate } = compiledSchema;
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    // Only an empty history has no JSON.
    return { state: 'not a document' };
  }
  if (validate(value)) return { state: 'valid' };
  const errors = validate.errors ?? [];
  const state = errors.every((error) => error.keyword === 'required')
    ? 'missing required fields'
    : 'violates the schema';
  const first = errors.find((error) => state === 'missing required fields' || error.keyword !== 'required');
  return first === undefined ? { state } : { state, problem: problemOf(first) };
}

/** What is wrong with a schema: its JSON, or its meaning. Empty where it can be used. */
export function checkSchema(text: string): SchemaProblem[] {
  const result = compile(text);
  return result.ok ? [] : result.problems;
}

function compile(text: string): Compiled {
  const known = compiled.get(text);
  if (known !== undefined) return known;
  const result = compileAnew(text);
  const oldest = compiled.keys().next().value;
  if (compiled.size >= KEPT && oldest !== undefined) compiled.delete(oldest);
  compiled.set(text, result);
  return result;
}

function compileAnew(text: string): Compiled {
  const parsed = parseSchema(text);
  if (!parsed.ok) {
    return { ok: false, problems: parsed.problems.map((problem) => ({ ...problem, pointer: '' })) };
  }
  const schema: unknown = JSON.parse(text);
  if (typeof schema !== 'boolean' && (typeof schema !== 'object' || schema === null)) {
    return { ok: false, problems: [{ message: 'a JSON Schema is an object', pointer: '', offset: 0 }] };
  }
  const ajv = ajvFor(dialectOf(parsed.schema));
  try {
    if (ajv.validateSchema(schema) !== true) {
      return { ok: false, problems: problemsOf(ajv.errors ?? [], parsed.schema) };
    }
    return { ok: true, validate: ajv.compile(schema) };
  } catch (error) {
    // ajv throws for what it only meets while compiling: an unresolvable `$ref`, a `pattern` that is no expression.
    const message = error instanceof Error ? error.message : String(error);
    const places = brokenPlaces(parsed.schema);
    if (places.length > 0) return { ok: false, problems: places };
    return { ok: false, problems: [{ message, pointer: '', offset: parsed.schema.root.offset }] };
  }
}

/** Every reference that leads nowhere and every pattern that is no expression; ajv names the first and not its place. */
function brokenPlaces(schema: SchemaTree): SchemaProblem[] {
  return [...subschemasOf(schema)].flatMap((at) =>
    membersOf(at.schema).flatMap((member) => {
      const message = brokenIn(schema, member);
      if (message === null) return [];
      const { pointer, offset } = remarkAt(at, member, message);
      return [{ message, pointer, offset }];
    }),
  );
}

function brokenIn(schema: SchemaTree, { key, value }: Member): string | null {
  const text = stringOf(value);
  if (text === undefined) return null;
  if (key === '$ref' && resolveReference(schema, text) === undefined) return `nothing stands at ${text}`;
  if (key !== 'pattern') return null;
  try {
    // As ajv reads it.
    RegExp(text, 'u');
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function dialectOf({ root }: SchemaTree): string {
  const named = memberOf(root, '$schema');
  return named?.type === 'string' ? named.value : '';
}

/** An instance of its own for each schema, so that two with one `$id` never meet. */
function ajvFor(dialect: string): Ajv {
  const ajv = dialect.includes('draft-07')
    ? new Ajv(OPTIONS)
    : dialect.includes('2019-09')
      ? new Ajv2019(OPTIONS)
      : new Ajv2020(OPTIONS);
  formats.default(ajv);
  return ajv;
}

function problemOf(error: ErrorObject): { pointer: string; message: string } {
  const missing: unknown = error.params['missingProperty'];
  if (error.keyword === 'required' && typeof missing === 'string') {
    const token = missing.replaceAll('~', '~0').replaceAll('/', '~1');
    return { pointer: `${error.instancePath}/${token}`, message: 'is required' };
  }
  const allowed: unknown = error.params['allowedValues'];
  const detail = Array.isArray(allowed)
    ? `: ${allowed.map((value) => JSON.stringify(value)).join(', ')}`
    : '';
  return { pointer: error.instancePath, message: `${error.message ?? error.keyword}${detail}` };
}

/** One problem a place: behind the first, ajv mostly says that no branch of the meta-schema fits. */
function problemsOf(errors: readonly ErrorObject[], schema: SchemaTree): SchemaProblem[] {
  const problems = new Map<string, SchemaProblem>();
  for (const error of errors) {
    const problem = problemOf(error);
    const offset = nodeAt(schema.root, problem.pointer)?.offset;
    if (problems.has(problem.pointer)) continue;
    problems.set(problem.pointer, offset === undefined ? problem : { ...problem, offset });
  }
  return [...problems.values()];
}

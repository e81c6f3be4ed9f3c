import * as z from 'zod';
import type { Connection, Draft, Parameters } from '../core/run/draft.ts';
import type { JsonValue } from '../core/patch/operation.ts';
import { PROTOCOL_IDS } from '../core/protocols/table.ts';
import type { Args, Reading, Settings } from './contract.ts';
import { type Call, calls } from './verbs.ts';

/**
 * One schema for the arguments of each call. Main parses with them before it looks at anything; nobody else imports
 * this file, because zod compiles with `new Function`, which the window's content security policy forbids.
 * Unknown members are refused: a typing mistake in the window should be heard, not ignored.
 */

/** Longer names and ids than this are mistakes or attacks. */
const NAME = 200;
/** A schema or prompt is text that a person edits; 4 MB is beyond any that a model would accept. */
const TEXT = 4 * 1024 * 1024;
/** Some pages of notes; they are part of a header that every reader reads. */
const NOTES = 64 * 1024;
/** The window sends an imported file in pieces of 1 MB. */
const PIECE = 2 * 1024 * 1024;

/** More at once say more about the machine than about the models. */
const MOST_LANES = 4;

const nothing = z.strictObject({});
const name = z.string().min(1).max(NAME);
const text = z.string().max(TEXT);
const byId = z.strictObject({ id: name });
const byRun = z.strictObject({ run: name });
/** A file's name may take 255 bytes on any of our file systems. */
const FILE_NAME = 255;
/** Far more than a person selects, and a message that still crosses in one frame. */
const MANY = 20_000;
const fileNames = z.array(z.string().min(1).max(FILE_NAME)).min(1).max(MANY);
const fileName = z.string().min(1).max(FILE_NAME);
const byFile = z.strictObject({ id: fileName });
const json: z.ZodType<JsonValue> = z.json();

const parameters = z.strictObject({
  temperature: z.number().min(0).max(100).exactOptional(),
  seed: z.number().int().exactOptional(),
  max_tokens: z.number().int().positive().exactOptional(),

  timeout: z.number().positive().max(86_400).exactOptional(),
});

/** A JSON Pointer with `*` for items. */
const fieldPattern = z
  .string()
  .max(10_000)
  .regex(/^(\/([^~/]|~[01])*)*$/, 'a pattern of a field begins with a slash, such as /intent');

export const draftSchema = z.strictObject({
  title: z.string().max(NAME),
  schema: text,
  input: z.union([text, z.array(z.strictObject({ role: name, content: text })).max(10_000)]),
  params: parameters,
  extra: z.record(z.string(), json),
  gates: z.array(json),
  mustFollow: z
    .array(z.strictObject({ field: fieldPattern, after: fieldPattern }))
    .max(1000)
    .exactOptional(),
});

export const connectionSchema = z.strictObject({
  id: z.string().regex(/^[A-Za-z0-9._-]{1,64}$/),
  name,
  kind: z.enum(['simulator', 'http']),
  baseUrl: z.string().max(2000),
  protocol: z.enum(PROTOCOL_IDS),
  accept: z
    .string()
    .max(NAME)
    .regex(/^[\t\x20-\x7e]*$/),
  model: z.string().max(NAME),
  secret: z
    .string()
    .regex(/^[A-Za-z_][A-Za-z0-9_]{0,99}$/)
    .nullable(),
  tools: z.boolean().exactOptional(),
  strict: z.boolean().exactOptional(),
  simulator: z
    .strictObject({
      faults: z.array(z.string().min(1).max(NAME)).max(64),
      after: z.number().int().min(0).max(1_000_000).nullable(),
      reasoning: z.boolean().nullable(),
    })
    .exactOptional(),
});

/** An hour to the first operation, ten minutes between two: slower than any model. */
const reading = z.strictObject({
  format: name.nullable(),
  unit: z.enum(['s', 'ms', 'us']).nullable(),
  part: z.number().int().min(0).max(1_000_000),
  times: z
    .strictObject({ firstMs: z.number().min(0).max(3_600_000), stepMs: z.number().min(0).max(600_000) })
    .nullable(),
});

const secretName = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]{0,99}$/);

export const settingsSchema = z.strictObject({
  theme: z.enum(['system', 'dark', 'light']),
  layout: z.record(z.string().max(NAME), z.array(z.number()).max(64)),
  draft: draftSchema.nullable(),
  connection: z.string().max(NAME).nullable(),
  toured: z.boolean(),
  race: z
    .strictObject({
      what: z.enum(['orders', 'connections']),
      orders: z.array(z.string().max(NAME)).max(MOST_LANES),
      connections: z
        .array(z.strictObject({ connection: z.string().max(NAME), model: z.string().max(NAME) }))
        .max(MOST_LANES),
    })
    .nullable(),
});

const schemas = {
  'app.info': nothing,
  'settings.read': nothing,
  'settings.write': z.strictObject({
    theme: settingsSchema.shape.theme.exactOptional(),
    layout: settingsSchema.shape.layout.exactOptional(),
    draft: settingsSchema.shape.draft.exactOptional(),
    connection: settingsSchema.shape.connection.exactOptional(),
    toured: settingsSchema.shape.toured.exactOptional(),
    race: settingsSchema.shape.race.exactOptional(),
  }),
  'examples.list': nothing,
  'connections.list': nothing,
  'connections.save': z.strictObject({ connection: connectionSchema }),
  'connections.remove': byId,
  'connections.models': byId,
  'connections.test': z.strictObject({ id: name, model: z.string().max(NAME) }),
  'simulator.faults': nothing,
  // A header's value: no control characters, so that a key cannot end one header and begin another.
  'secrets.set': z.strictObject({
    name: secretName,
    value: z
      .string()
      .min(1)
      .max(4096)
      .regex(/^[\x21-\x7e]+$/),
  }),
  'secrets.clear': z.strictObject({ name: secretName }),
  'schema.check': z.strictObject({ schema: text }),
  'runs.start': z.strictObject({ draft: draftSchema, connection: name, model: z.string().max(NAME) }),
  'runs.race': z.strictObject({
    lanes: z
      .array(z.strictObject({ draft: draftSchema, connection: name, model: z.string().max(NAME), name }))
      .min(2)
      .max(MOST_LANES),
  }),
  'runs.stop': byRun,
  'runs.decide': z.strictObject({
    run: name,
    name,
    path: z.string().max(10_000),
    decision: z.enum(['approved', 'declined']),
  }),
  'runs.read': z.strictObject({ run: name, from: z.number().int().min(0) }),
  'runs.reread': z.strictObject({ run: name, reading }),
  'runs.close': byRun,
  'captures.list': nothing,
  'captures.open': byFile,
  'captures.edit': z.strictObject({
    id: fileName,
    label: z.string().trim().min(1).max(NAME).exactOptional(),
    tags: z.array(z.string().trim().min(1).max(64)).max(64).exactOptional(),
    notes: z.string().max(NOTES).exactOptional(),
  }),
  'captures.duplicate': byFile,
  'captures.remove': z.strictObject({ ids: fileNames }),
  'captures.restore': z.strictObject({ names: fileNames }),
  'captures.reveal': byFile,
  'imports.begin': z.strictObject({ name: z.string().max(1000), size: z.number().int().min(0) }),
  'imports.chunk': z.strictObject({
    id: name,
    bytes: z.custom<Uint8Array>((value) => value instanceof Uint8Array && value.length <= PIECE),
  }),
  'imports.open': byId,
  'imports.end': byId,
} satisfies { [C in Call]: z.ZodType<Args<C>> };

/**
 * True only where each type can stand for the other. `Required` makes a missing optional member count, which mutual
 * assignability alone would not notice; it looks one level deep, so each nested object is compared by itself.
 */
type Same<A, B> = [A, Required<A>] extends [B, Required<B>]
  ? [B, Required<B>] extends [A, Required<A>]
    ? true
    : false
  : false;
type Output<S extends z.ZodType> = z.output<S>;

type Checks = { [C in Call]: Same<Output<(typeof schemas)[C]>, Args<C>> } & {
  Draft: Same<Output<typeof draftSchema>, Draft>;
  Parameters: Same<Output<typeof parameters>, Parameters>;
  Connection: Same<Output<typeof connectionSchema>, Connection>;
  Settings: Same<Output<typeof settingsSchema>, Settings>;
  Reading: Same<Output<typeof reading>, Reading>;
};
type Differing = { [K in keyof Checks]: Checks[K] extends true ? never : K }[keyof Checks];
/** Where a schema and the contract differ this does not compile, and the error names what differs. */
null satisfies [Differing] extends [never] ? null : Differing;

export function isCall(verb: unknown): verb is Call {
  return typeof verb === 'string' && (calls as readonly string[]).includes(verb);
}

export type Parsed<C extends Call> = { ok: true; args: Args<C> } | { ok: false; message: string };

/** Checks what came over the border. The message names the place, never the value: it may be a secret. */
export function parseArgs<C extends Call>(verb: C, args: unknown): Parsed<C> {
  const schema: z.ZodType<Args<C>> = schemas[verb] as unknown as z.ZodType<Args<C>>;
  const parsed = schema.safeParse(args);
  if (parsed.success) return { ok: true, args: parsed.data };
  const issue = parsed.error.issues[0];
  const place = issue === undefined ? '' : issue.path.map(String).join('.');
  return {
    ok: false,
    message: `${verb}: ${place === '' ? 'arguments' : place}: ${issue?.message ?? 'invalid'}`,
  };
}

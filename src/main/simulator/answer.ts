import { ANSWERS } from './answers/answers.ts';
import { checkSchema, type SchemaRefusal } from './generate/check-schema.ts';
import { fromPlain, type Json } from './generate/json.ts';
import { Unsatisfiable, type Written } from './generate/making.ts';
import { randomFor } from './generate/random.ts';
import { type Schema, type SchemaDocument, schemaDocument, text } from './generate/schema.ts';
import { valueFor } from './generate/value.ts';

export type Answer = { ok: true; value: Json } | { ok: false; refusal: SchemaRefusal };

/** The value that answers a schema: the hand-written one for its title, else one that is made up. */
export function answerFor(schema: Schema, seed: number): Answer {
  const document = schemaDocument(schema);
  const refusal = checkSchema(document);
  if (refusal !== null) return { ok: false, refusal };
  try {
    return { ok: true, value: valueFor(document, seed, writtenFor(document, seed)) };
  } catch (error) {
    if (!(error instanceof Unsatisfiable)) throw error;
    return { ok: false, refusal: { keyword: 'schema', pointer: error.pointer, message: error.message } };
  }
}

/** The hand-written answer for the schema's title, in the variant that the seed draws, looked up by place. */
function writtenFor(document: SchemaDocument, seed: number): Written {
  const variants = ANSWERS.get(titleOf(document) ?? '') ?? [];
  const variant = variants[Math.floor(randomFor(seed, 'variant')() * variants.length)];
  if (variant === undefined) return () => undefined;
  const answer = fromPlain(variant);
  return (tokens) => {
    let node: Json | undefined = answer;
    for (const token of tokens) {
      if (Array.isArray(node)) node = node[Number(token)];
      else node = node instanceof Map ? node.get(token) : undefined;
    }
    return node;
  };
}

function titleOf({ root, resolve }: SchemaDocument): string | undefined {
  if (typeof root === 'boolean') return undefined;
  const own = text(root, 'title');
  const reference = text(root, '$ref');
  if (own !== undefined || reference === undefined) return own;
  const target = resolve(reference);
  return target instanceof Map ? text(target, 'title') : undefined;
}

import type { SchemaRefusal } from './generate/check-schema.ts';

/** A request that is not answered, in the shape that OpenAI-compatible clients read. */
export interface Refusal {
  status: number;
  message: string;
  param: string | null;
  code: string;
}

export type Refused = { ok: false; refusal: Refusal };

export function refused(status: number, param: string | null, code: string, message: string): Refused {
  return { ok: false, refusal: { status, message, param, code } };
}

/** A schema that cannot be honoured, and where it stands in the request. */
export function schemaRefused({ keyword, pointer, message }: SchemaRefusal, param: string): Refused {
  const unsatisfiable = keyword === 'schema';
  const where = unsatisfiable ? '' : ` (at ${pointer} of the schema)`;
  const code = unsatisfiable ? 'unsatisfiable_schema' : 'unsupported_keyword';
  return refused(400, param, code, `${message}${where}`);
}

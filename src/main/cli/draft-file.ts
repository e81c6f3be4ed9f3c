import { stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import * as z from 'zod';

import { draftSchema } from '../../bridge/validation.ts';
import type { Draft } from '../../core/run/draft.ts';
import { type CliIo, Failure } from './io.ts';
import { fileText } from './read-file.ts';

/** A draft in a file: what the window saves, or a part of it written by hand. What it says beyond that is ignored. */
const { title, schema, input, params, extra, gates, mustFollow } = draftSchema.shape;
const draftFile = z.object({
  title: title.exactOptional(),
  schema: schema.exactOptional(),
  input: input.exactOptional(),
  params: params.exactOptional(),
  extra: extra.exactOptional(),
  gates: gates.exactOptional(),
  mustFollow,
  model: z.string().optional(),
});

export interface DraftFile {
  draft: Partial<Draft>;
  model: string | undefined;
}

/** Reads a draft. Without a schema of its own, that of a `schema.json` beside it, as the examples have it. */
export async function readDraft(io: CliIo, path: string): Promise<DraftFile> {
  const text = await fileText(io, path);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new Failure(`${path} is no draft: ${error instanceof Error ? error.message : String(error)}`);
  }
  const read = draftFile.safeParse(value);
  if (!read.success) {
    const [issue] = read.error.issues;
    throw new Failure(`${path} is no draft: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`);
  }
  const { model, ...given } = read.data;
  const draft: Partial<Draft> = given;
  if (draft.schema === undefined && path !== '-') {
    const beside = join(dirname(path), 'schema.json');
    if (await isThere(beside)) draft.schema = await fileText(io, beside);
  }
  return { draft, model };
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

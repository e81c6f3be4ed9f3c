import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { Example } from '../bridge/contract.ts';
import { draftSchema } from '../bridge/validation.ts';
import { home } from './home.ts';

/** Where an example's recorded run has its place among the captures: `example:<id>`. */
export const EXAMPLE_PREFIX = 'example:';

const file = z.object({
  ...draftSchema.omit({ schema: true }).shape,
  story: z.string(),
  order: z.number(),
});

/** The drafts of `examples/`, in their own order, each with its schema's text as it stands in its file. */
export function readExamples(): Example[] {
  const folder = join(home, 'examples');
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => {
      const { story, order, ...draft } = file.parse(
        JSON.parse(readFileSync(join(folder, name, 'draft.json'), 'utf8')),
      );
      const schema = readFileSync(join(folder, name, 'schema.json'), 'utf8');
      return {
        order,
        example: {
          id: name,
          title: draft.title,
          story,
          draft: { ...draft, schema },
          capture: EXAMPLE_PREFIX + name,
        },
      };
    })
    .sort((a, b) => a.order - b.order)
    .map(({ example }) => example);
}

export function exampleCapture(id: string): string {
  return join(home, 'examples', id, 'run.patchcap.ndjson');
}

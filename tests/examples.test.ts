import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

import { assess } from '../src/core/run/assess.ts';
import { RunRecord } from '../src/core/run/record.ts';
import { outOfDeclaredOrder } from '../src/core/schema/declared-order.ts';
import { fieldsOf } from '../src/core/schema/fields.ts';
import { declaredChildren } from '../src/core/schema/ghosts.ts';
import { parseSchema } from '../src/core/schema/parse.ts';
import { schemaTitle } from '../src/core/schema/title.ts';
import { exampleCapture, readExamples } from '../src/main/examples.ts';
import { checkDocument } from '../src/main/schema/check.ts';
import { planOf } from './simulator-plan.ts';

const examples = readExamples();

function recordOf(id: string): RunRecord {
  const record = new RunRecord();
  for (const line of readFileSync(exampleCapture(id), 'utf8').split('\n')) record.push(line);
  return record;
}

describe('the examples', () => {
  it('should be the six, early routing first', () => {
    expect(examples.map(({ id }) => id)).toEqual([
      'early-routing',
      'field-printer',
      'fan-out',
      'human-approval',
      'reconstruct',
      'meeting-extraction',
    ]);
  });

  for (const { id, story, draft } of examples) {
    describe(id, () => {
      it('should have a story of two sentences, and a schema that reads in a narrow panel', () => {
        expect(story.match(/[.?!](?= |$)/g)).toHaveLength(2);
        const longest = Math.max(...draft.schema.split('\n').map((line) => line.length));
        expect(longest).toBeLessThanOrEqual(40);
      });

      it('should have a capture of its own draft that folds to a valid document in declared order', async () => {
        const record = recordOf(id);
        const { header } = record;
        expect(header).toMatchObject({ simulated: true, connection: { kind: 'simulator' } });
        expect(header?.schema, 'recorded before the schema was changed').toBe(draft.schema);
        const { schema: _, ...rest } = draft;
        expect(header?.draft, 'recorded before the draft was changed').toEqual(rest);
        expect(await assess(record, checkDocument)).toMatchObject({
          headline: 'complete',
          document: 'valid',
          errors: 0,
        });
        expect(record.log.timed).toBe(true);

        const parsed = parseSchema(draft.schema);
        if (!parsed.ok) throw new Error(parsed.problems[0]?.message);
        expect(fieldsOf(parsed.schema).length).toBeGreaterThan(1);
        const view = record.history.at(record.log.length - 1);
        const root = view.root();
        const arrived = root === null ? [] : view.children(root).map((child) => String(view.name(child)));
        const declared = declaredChildren(parsed.schema, '').map((field) => field.name);
        expect(outOfDeclaredOrder(declared, arrived)).toEqual([]);
      });

      it('should be answered by hand, whatever the seed, and as it was recorded', () => {
        const parsed = parseSchema(draft.schema);
        expect(parsed.ok && schemaTitle(parsed.schema)).toBeTruthy();
        const bodies = Array.from({ length: 20 }, (_, seed) => textOf(planOf(draft.schema, { seed })));
        // A handful of variants: generated values would differ for each seed.
        expect(new Set(bodies).size).toBeGreaterThan(1);
        expect(new Set(bodies).size).toBeLessThan(6);

        const seed = draft.params.seed ?? 0;
        const lines = readFileSync(exampleCapture(id), 'utf8').split('\n');
        const recorded = lines
          .filter((line) => line.startsWith('{"op"'))
          .map((line) => line.replace(/,"t":[\d.]+,"c":\d+\}$/, '}'));
        expect(recorded.join('\n')).toBe(textOf(planOf(draft.schema, { seed })));
      });
    });
  }
});

function textOf(plan: { operations: readonly { text: string }[] }): string {
  return plan.operations.map(({ text }) => text).join('\n');
}

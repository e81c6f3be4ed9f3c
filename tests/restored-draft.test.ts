import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { draftSchema } from '../src/bridge/validation.ts';
import { restoreDraft } from '../src/core/capture/restore-draft.ts';
import type { CaptureHeader } from '../src/core/capture/header.ts';
import type { Draft } from '../src/core/run/draft.ts';

const BASE: Draft = { title: 'Mine', schema: '{}', input: '', params: {}, extra: {}, gates: [] };

/** Anything that JSON can say in the place of a draft, likely things first. */
const anything = fc.oneof(fc.integer({ min: -3, max: 90_000 }), fc.double(), fc.string(), fc.jsonValue());
const messages = fc.array(
  fc.oneof(fc.record({ role: fc.string(), content: fc.string(), name: fc.string() }), fc.jsonValue()),
);
const edges = fc.array(fc.oneof(fc.record({ field: fc.string(), after: fc.constant('/a') }), fc.jsonValue()));
const draft = fc.record(
  {
    title: fc.oneof(fc.string({ maxLength: 500 }), fc.jsonValue()),
    input: fc.oneof(messages, fc.jsonValue()),
    params: fc.oneof(
      fc.record({ temperature: anything, max_tokens: anything, seed: anything, timeout: anything }),
      fc.jsonValue(),
    ),
    extra: fc.jsonValue(),
    gates: fc.jsonValue(),
    mustFollow: fc.oneof(edges, fc.jsonValue()),
  },
  { requiredKeys: [] },
);

test('should make of any capture a draft that main takes, and settings that can be saved', () => {
  fc.assert(
    fc.property(draft, (of) => {
      const header = { $: 'patchcap', v: 1, schema: '{}', draft: of } as CaptureHeader;
      const { success, error } = draftSchema.safeParse(restoreDraft(header, BASE));
      expect(error?.issues ?? []).toEqual([]);
      expect(success).toBe(true);
    }),
    { numRuns: process.env['LANDFALL_FULL'] === undefined ? 500 : 5000 },
  );
});

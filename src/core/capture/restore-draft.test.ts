import { describe, expect, it } from 'vitest';

import type { Draft } from '../run/draft.ts';
import { restoreDraft } from './restore-draft.ts';

const BASE: Draft = {
  title: 'Mine',
  schema: '{}',
  input: 'my prompt',
  params: { seed: 1 },
  extra: {},
  gates: [],
};
const SCHEMA = '{"properties":{"intent":{}}}';

describe('the draft of a captured run', () => {
  it('should be what the run was made of, its schema as written', () => {
    const draft = { title: 'Triage', input: 'I was charged twice', params: { seed: 7 }, extra: { top_p: 0.9 }, gates: [{ name: 'route' }], mustFollow: [{ field: '/a', after: '/b' }] }; // prettier-ignore
    expect(restoreDraft({ $: 'patchcap', v: 1, schema: SCHEMA, draft }, BASE)).toEqual({
      ...draft,
      schema: SCHEMA,
    });
  });

  it('should keep what the capture does not say, and take its label for a title', () => {
    expect(restoreDraft({ $: 'patchcap', v: 1, schema: SCHEMA, label: 'triage v2' }, BASE)).toEqual({
      ...BASE,
      title: 'triage v2',
      schema: SCHEMA,
    });
    expect(restoreDraft({ $: 'patchcap', v: 1 }, BASE)).toBeNull();
  });

  it('should take nothing of a type that a draft does not have', () => {
    const hostile: unknown = { title: 7, input: [{ role: 1 }], params: { seed: '7', timeout: 5 }, extra: [], gates: 'all', mustFollow: [{ field: '/a' }] }; // prettier-ignore
    const draft = hostile as Partial<Omit<Draft, 'schema'>>;
    expect(restoreDraft({ $: 'patchcap', v: 1, schema: SCHEMA, draft }, BASE)).toEqual({
      ...BASE,
      schema: SCHEMA,
      params: { timeout: 5 },
      mustFollow: [],
    });
  });
});

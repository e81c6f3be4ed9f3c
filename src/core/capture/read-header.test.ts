import { describe, expect, it } from 'vitest';

import { readHeader } from './read-header.ts';

function draftOf(draft: unknown): unknown {
  const record = readHeader({ $: 'patchcap', v: 1, draft });
  return record.kind === 'header' ? record.header.draft : record;
}

describe('the draft in a header', () => {
  it('should be what the file says', () => {
    const draft = {
      title: 'Triage',
      input: [{ role: 'user', content: 'again' }],
      gates: [{ name: 'route' }],
    };
    expect(draftOf(draft)).toEqual(draft);
    expect(draftOf({ title: '', input: '' })).toEqual({ title: '', input: '' });
  });

  it.each([5, {}, [null], [], [{ role: 'user', content: 5 }], null, true])(
    'should have no title and no input where the file has %j',
    (value) => {
      expect(draftOf({ title: 5, input: value, params: { seed: 7 } })).toEqual({ params: { seed: 7 } });
    },
  );
});

import { expect, test } from 'vitest';

import { provenanceWords } from './provenance.ts';

test('should always say what the times are and at what pace they are shown', () => {
  const header = { $: 'patchcap', v: 1 } as const;
  const showing = { header, timed: true, live: false, speed: 1 };
  expect(provenanceWords(showing)).toBe('measured · replayed');
  expect(provenanceWords({ ...showing, live: true })).toBe('measured · live');
  expect(provenanceWords({ ...showing, header: { ...header, simulated: true }, speed: 0.5 })).toBe(
    'simulated · replayed at 0.5×',
  );
  expect(provenanceWords({ ...showing, header: { ...header, synthetic: true, simulated: true } })).toBe(
    'synthetic times · replayed',
  );
  expect(provenanceWords({ ...showing, timed: false })).toBe('no times · replayed');
});

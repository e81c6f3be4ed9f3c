import { expect, test } from 'vitest';

import { provenanceWords } from './provenance.ts';

test('should always say what the times are and at what pace they are shown', () => {
  const header = { $: 'patchcap', v: 1 } as const;
  const record = { header, pause: -1 };
  const showing = { record, timed: true, live: false, speed: 1 };
  expect(provenanceWords(showing)).toBe('measured · replayed');
  expect(provenanceWords({ ...showing, live: true })).toBe('measured · live');
  expect(provenanceWords({ ...showing, record: { ...record, pause: 3 } })).toBe('partly delayed · replayed');
  const simulated = { header: { ...header, simulated: true }, pause: -1 };
  expect(provenanceWords({ ...showing, record: simulated, speed: 0.5 })).toBe('simulated · replayed at 0.5×');
  const synthetic = { header: { ...simulated.header, synthetic: true }, pause: -1 };
  expect(provenanceWords({ ...showing, record: synthetic })).toBe('synthetic times · replayed');
  expect(provenanceWords({ ...showing, timed: false })).toBe('no times · replayed');
});

import { describe, expect, it } from 'vitest';

import type { OpenedRun } from '../../../bridge/contract.ts';
import { bannerOf, partLabel } from './banner.ts';

const PART = { label: null, wall: null, model: null };
const OWN: OpenedRun = {
  run: 'r',
  capture: null,
  name: 'x',
  header: null,
  live: false,
  size: 1,
  takenFor: null,
  notes: [],
  saved: true,
  reading: { format: null, unit: null, part: 0, times: null },
  parts: [PART],
};

describe('bannerOf', () => {
  it('should say nothing of a run that is what it seems', () => {
    expect(bannerOf(OWN, { untimed: false, barren: false })).toBeNull();
    expect(
      bannerOf({ ...OWN, reading: null, live: true, parts: [] }, { untimed: true, barren: false }),
    ).toBeNull();
  });

  it('should warn of a run that is not saved, and of a torn file', () => {
    expect(
      bannerOf({ ...OWN, notes: ['The disk is full.'], saved: false }, { untimed: false, barren: false }),
    ).toMatchObject({
      tone: 'warn',
    });
  });

  it('should offer times only for what has none', () => {
    expect(bannerOf(OWN, { untimed: true, barren: false })).toMatchObject({ askTimes: true, tone: 'info' });
    const given = {
      ...OWN,
      reading: { format: null, unit: null, part: 0, times: { firstMs: 200, stepMs: 40 } },
    };
    expect(bannerOf(given, { untimed: false, barren: false })).toMatchObject({
      askTimes: false,
      synthetic: expect.stringContaining('40.0 ms'),
    });
  });

  it('should say where nothing in a file was an operation, but not of a capture that says why itself', () => {
    const came = { untimed: false, barren: true };
    expect(bannerOf(OWN, came)).toMatchObject({ barren: true, tone: 'warn' });
    expect(bannerOf({ ...OWN, header: { $: 'patchcap', v: 1, id: 'x' } }, came)).toBeNull();
  });

  it('should ask for a unit where the file leaves it open', () => {
    expect(
      bannerOf({ ...OWN, notes: ['… say so (unit: s).'] }, { untimed: false, barren: false }),
    ).toMatchObject({ askUnit: true });
  });

  it('should come back with another note after it was dismissed', () => {
    const before = bannerOf({ ...OWN, notes: ['a'] }, { untimed: false, barren: false })?.key;
    expect(bannerOf({ ...OWN, notes: ['a', 'b'] }, { untimed: false, barren: false })?.key).not.toBe(before);
  });
});

describe('partLabel', () => {
  it('should number the run, and name it where it has a name', () => {
    expect(partLabel(PART, 0, 3)).toBe('1 of 3');
    expect(partLabel({ ...PART, label: 'triage', model: 'm' }, 1, 3)).toBe('2 of 3 · triage · m');
  });
});

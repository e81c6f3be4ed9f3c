import { expect, it } from 'vitest';
import type { CaptureEntry } from '../../../bridge/contract.ts';
import { sorted } from './sorting.ts';

function labels(given: readonly string[], descending = false): string[] {
  const entries = given.map((label) => ({ label }) as CaptureEntry);
  return sorted(entries, { column: 'label', descending }).map(({ label }) => label);
}

it('should sort labels as people count, whatever their case', () => {
  expect(labels(['run 10', 'Run 9', 'run 1', 'draft'])).toEqual(['draft', 'run 1', 'Run 9', 'run 10']);
  expect(labels(['run 9', 'run 10'], true)).toEqual(['run 10', 'run 9']);
});

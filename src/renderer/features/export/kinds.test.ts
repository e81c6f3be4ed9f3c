import { describe, expect, it } from 'vitest';

import { exportFormats } from '../../../core/capture/exporters/table.ts';
import { EXPORT_KINDS } from './kinds.ts';

describe('the kinds of export', () => {
  it('should each be written by a format of the core, under its usual ending', () => {
    for (const { id, ending } of EXPORT_KINDS) {
      expect(exportFormats.find((format) => format.id === id)?.extensions[0]).toBe(ending);
    }
  });
});

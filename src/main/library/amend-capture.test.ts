import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { amendCapture } from './amend-capture.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'landfall-amend-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('amendCapture', () => {
  for (const [what, text] of [
    ['a capture', '{"$":"patchcap"}\n{"op":"add","path":"","value":{}}\n{"$":"end","reason":"eof"}\n'],
    ['a capture of one line', '{"$":"end","reason":"eof"}\n'],
    ['a capture longer than one look', `${'{"op":"add"}\n'.repeat(40_000)}{"$":"end"}\n`],
  ] as const) {
    it(`should put a line before the last one of ${what}, and leave all others`, async () => {
      const path = join(folder, 'run.patchcap.ndjson');
      writeFileSync(path, text);
      await amendCapture(path, '{"$":"gate"}');
      const lines = text.trimEnd().split('\n');
      const last = lines.pop() ?? '';
      expect(readFileSync(path, 'utf8')).toBe([...lines, '{"$":"gate"}', last, ''].join('\n'));
    });
  }
});

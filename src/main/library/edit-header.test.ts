import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { editHeader } from './edit-header.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'landfall-header-'));
  path = join(folder, 'x.patchcap.ndjson');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const REST = '{"op":"add","path":"","value":1.0,"t":1.000}\nbroken\n{"op":"ad';

describe('editHeader', () => {
  it('should leave every other byte as it was, unknown members and spelling included', async () => {
    writeFileSync(
      path,
      `{"$":"patchcap", "v":1,"draft":{"params":{"seed":7e2}},"label":"old","mine":1.0}\n${REST}`,
    );
    await editHeader(path, { label: 'new “ä”' });
    expect(readFileSync(path, 'utf8')).toBe(
      `{"$":"patchcap", "v":1,"draft":{"params":{"seed":7e2}},"label":"new “ä”","mine":1.0}\n${REST}`,
    );
  });

  it('should write any text in one line, behind a header of any length, and leave nothing beside it', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'binary' }),
        fc.array(fc.string()),
        fc.nat(200_000),
        async (notes, tags, length) => {
          writeFileSync(path, `{"$":"patchcap","v":1,"schema":"${'x'.repeat(length)}"}\n${REST}`);
          await editHeader(path, { notes, tags });
          const text = readFileSync(path, 'utf8');
          const end = text.indexOf('\n');
          const header = JSON.parse(text.slice(0, end)) as Record<string, unknown>;
          // What is no character (a lone surrogate) cannot be in a file of UTF-8.
          expect(header).toMatchObject({
            notes: notes.toWellFormed(),
            tags: tags.map((tag) => tag.toWellFormed()),
          });
          expect(text.slice(end + 1)).toBe(REST);
          expect(readdirSync(folder)).toHaveLength(1);
        },
      ),
      { numRuns: 30 },
    );
  });

  it.each([
    ['operations alone', '{"op":"add","path":"","value":1}\n'],
    ['a later version', '{"$":"patchcap","v":2}\n'],
    ['half a header', '{"$":"patchcap","v":1'],
    ['nothing', ''],
  ])('should refuse %s and leave it alone', async (_what, text) => {
    writeFileSync(path, text);
    await expect(editHeader(path, { label: 'x' })).rejects.toMatchObject({ kind: 'invalid' });
    expect(readFileSync(path, 'utf8')).toBe(text);
    expect(readdirSync(folder)).toHaveLength(1);
  });
});

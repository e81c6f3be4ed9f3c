import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';

import { Catalogue } from './catalogue.ts';

it('should tell of a file that is gone though a list that was asked for in between saw it first', async () => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'landfall-catalogue-'));
  onTestFinished(() => rmSync(dataFolder, { recursive: true, force: true }));
  const folder = join(dataFolder, 'captures');
  mkdirSync(folder);
  const name = 'run.patchcap.ndjson';
  writeFileSync(join(folder, name), '{"op":"add","path":"","value":{}}\n');
  const catalogue = new Catalogue({
    folder,
    indexPath: join(dataFolder, 'index.ndjson'),
    check: () => ({ state: 'valid' }),
    onJudged: () => {},
  });
  expect([...(await catalogue.scan()).keys()]).toEqual([name]);
  rmSync(join(folder, name));
  expect([...(await catalogue.scan()).keys()]).toEqual([]);
  expect(await catalogue.look([name])).toEqual({ changed: true, gone: [name] });
  catalogue.close();
});

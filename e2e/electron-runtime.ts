import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** The path of Electron's runtime, or null where it is not installed. Reads its files, so that nothing is downloaded. */
export function electronRuntime(): string | null {
  const folder = dirname(createRequire(import.meta.url).resolve('electron/package.json'));
  const pointer = join(folder, 'path.txt');
  if (!existsSync(pointer)) return null;
  const runtime = join(folder, 'dist', readFileSync(pointer, 'utf8').trim());
  return existsSync(runtime) ? runtime : null;
}

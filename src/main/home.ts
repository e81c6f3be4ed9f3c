import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder of the package, from the sources, from `out/` and from inside a packaged application alike. */
export const home = findHome(import.meta.dirname);

export const version = (JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as { version: string })
  .version;

function findHome(from: string): string {
  if (existsSync(join(from, 'package.json'))) return from;
  const up = dirname(from);
  if (up === from) throw new Error('Landfall does not find its own package.json');
  return findHome(up);
}

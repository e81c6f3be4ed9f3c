import { execFileSync, spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/**
 * The Chromium that the end-to-end tests drive: `LANDFALL_CHROMIUM`, else Playwright's own, else one on the PATH,
 * else one that can be installed here. Says which it took, because a difference in browsers explains most differences
 * in results.
 */
export function findChromium(): string {
  const named = process.env['LANDFALL_CHROMIUM'];
  if (named !== undefined && named !== '') {
    if (!existsSync(named)) throw new Error(`LANDFALL_CHROMIUM names ${named}, which does not exist`);
    return announce(named, 'LANDFALL_CHROMIUM');
  }
  const present = playwrights() ?? onPath();
  if (present !== null) return present;
  console.error('chromium: none found, installing one');
  spawnSync('npx', ['playwright', 'install', 'chromium'], { stdio: 'inherit', timeout: 300_000 });
  const fetched = playwrights();
  if (fetched !== null) return fetched;
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    execFileSync('apt-get', ['update'], { stdio: 'ignore' });
    execFileSync('apt-get', ['install', '-y', 'chromium'], { stdio: 'ignore' });
    const installed = onPath();
    if (installed !== null) return installed;
  }
  throw new Error('no Chromium found: install one, or name it in LANDFALL_CHROMIUM');
}

function playwrights(): string | null {
  const path = chromium.executablePath();
  return existsSync(path) ? announce(path, "Playwright's own") : null;
}

function onPath(): string | null {
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    for (const name of NAMES) {
      const path = join(folder, name);
      if (isExecutable(path)) return announce(path, 'on the PATH');
    }
  }
  return null;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function announce(path: string, origin: string): string {
  console.error(`chromium: ${path} (${origin})`);
  return path;
}

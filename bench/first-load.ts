import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { ROOT } from '../e2e/serve.ts';
import type { Measure } from './report.ts';

/** What the window loads before it is there: the page's scripts and all that they import at once. Monaco comes later. */
export const firstLoad: Measure = {
  title: 'First load of the window, without Monaco',
  rows() {
    const folder = join(ROOT, 'out/renderer');
    if (!existsSync(folder)) throw new Error('bench: build first (npm run build)');
    const page = readFileSync(join(folder, 'index.html'), 'utf8');
    const scripts = new Set<string>();
    for (const [, path = ''] of page.matchAll(/(?:src|href)="([^"]+\.js)"/g)) {
      collect(join(folder, path), scripts);
    }
    let plain = 0;
    let compressed = 0;
    for (const script of scripts) {
      const source = readFileSync(script);
      plain += source.length;
      compressed += gzipSync(source, { level: 9 }).length;
    }
    return [
      { what: 'script, gzip', value: compressed / 1000, unit: 'kB', target: { most: 300 } },
      { what: 'script, minified', value: plain / 1000, unit: 'kB' },
    ];
  },
};

/** A script and what it imports statically. */
function collect(script: string, into: Set<string>): void {
  if (into.has(script)) return;
  into.add(script);
  const source = readFileSync(script, 'utf8');
  for (const [, path = ''] of source.matchAll(/\b(?:import|from)\s*"(\.{1,2}\/[^"]+\.js)"/g)) {
    collect(join(dirname(script), path), into);
  }
}

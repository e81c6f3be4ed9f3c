import { existsSync } from 'node:fs';

/** The file of a thread: in the sources `NAME/thread.ts`, in the build `NAME-thread.js` beside the entries. */
export function threadFile(name: 'gateway' | 'schema' | 'simulator'): URL {
  const here = new URL(import.meta.url);
  if (here.pathname.endsWith('.ts')) return new URL(`./${name}/thread.ts`, here);
  // This file has become a part of an entry, or of a chunk one folder below.
  const beside = new URL(`./${name}-thread.js`, here);
  return existsSync(beside) ? beside : new URL(`../${name}-thread.js`, here);
}

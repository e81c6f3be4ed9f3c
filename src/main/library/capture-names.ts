import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';

const CAPTURE_SUFFIX = '.patchcap.ndjson';

/** What a person may drop into the folder of captures: whatever the importers read, by the names it goes under. */
const READABLE = /\.(ndjson|jsonl|har|cast|sse|txt|log)$/i;

/** Names that begin with a dot are files on their way, and none of ours to show. */
export function isCaptureName(name: string): boolean {
  return READABLE.test(name) && !name.startsWith('.');
}

/** Makes a new file that nobody else has: `base.suffix`, or else `base-2.suffix`, and so on. */
export async function createNew(
  folder: string,
  base: string,
  suffix: string = CAPTURE_SUFFIX,
): Promise<{ id: string; file: FileHandle }> {
  for (let number = 1; ; number++) {
    const id = `${base}${number === 1 ? '' : `-${number}`}${suffix}`;
    try {
      return { id, file: await open(join(folder, id), 'ax', 0o600) };
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error;
    }
  }
}

/** `run.patchcap.ndjson` as `['run', '.patchcap.ndjson']`. */
export function splitName(id: string): [base: string, suffix: string] {
  const at = id.endsWith(CAPTURE_SUFFIX) ? id.length - CAPTURE_SUFFIX.length : id.lastIndexOf('.');
  return at <= 0 ? [id, ''] : [id.slice(0, at), id.slice(at)];
}

/** The system's own word for what went wrong, such as `ENOENT`; empty where there is none. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

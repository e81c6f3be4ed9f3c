import { randomUUID } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { type FileHandle, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Refusal } from '../refusal.ts';

/** Files that come over from the window in pieces. They lie in the data folder until nobody reads them any more. */
export interface Imports {
  begin(name: string, size: number): Promise<string>;
  chunk(id: string, bytes: Uint8Array): Promise<void>;
  /** The whole file. The caller removes it when it is done. */
  end(id: string): Promise<Spooled>;
  close(): Promise<void>;
}

interface Spooled {
  path: string;
  name: string;
  remove: () => Promise<void>;
}

/** A capture of ten million operations is well below; a mistaken disk image is well above. */
const MAX_BYTES = 4 * 1024 * 1024 * 1024;
/** A person drops a handful; a window that forgot to end its imports is stopped here. */
const MAX_OPEN = 16;

interface Open {
  name: string;
  path: string;
  file: FileHandle;
  size: number;
  got: number;
  /** Pieces are written in the order of their calls. */
  last: Promise<void>;
}

export function imports(dataFolder: string): Imports {
  const folder = join(dataFolder, 'spool');
  // What a crash left behind.
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const all = new Map<string, Open>();

  function find(id: string): Open {
    const found = all.get(id);
    if (found === undefined) throw new Refusal('not found', 'There is no such import.');
    return found;
  }

  async function drop(id: string, one: Open): Promise<void> {
    all.delete(id);
    await one.file.close();
    await rm(one.path, { force: true });
  }

  return {
    async begin(name, size) {
      if (size > MAX_BYTES) throw new Refusal('unreadable', 'The file is larger than 4 GiB.');
      const [oldest] = all;
      if (oldest !== undefined && all.size >= MAX_OPEN) await drop(...oldest);
      const id = randomUUID();
      // SECURITY: the name comes from outside and is only ever shown.
      const path = join(folder, id);
      all.set(id, { name, path, file: await open(path, 'wx', 0o600), size, got: 0, last: Promise.resolve() });
      return id;
    },
    async chunk(id, bytes) {
      const one = find(id);
      one.got += bytes.length;
      if (one.got > one.size) {
        await drop(id, one);
        throw new Refusal('invalid', 'More came of the file than was announced.');
      }
      one.last = one.last.then(() => one.file.appendFile(bytes));
      await one.last;
    },
    async end(id) {
      const one = find(id);
      all.delete(id);
      await one.last;
      await one.file.close();
      const remove = (): Promise<void> => rm(one.path, { force: true });
      if (one.got === one.size) return { path: one.path, name: one.name, remove };
      await remove();
      throw new Refusal('unreadable', `Only ${one.got} of ${one.size} bytes of ${one.name} came.`);
    },
    async close() {
      for (const [id, one] of all) await drop(id, one);
    },
  };
}

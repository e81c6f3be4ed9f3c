import { randomUUID } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { type FileHandle, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Refusal } from '../refusal.ts';
import { Arrival } from './arrival.ts';

/** Files that come over from the window in pieces. They lie in the data folder until nobody reads them any more. */
export interface Imports {
  begin(name: string, size: number): Promise<string>;
  chunk(id: string, bytes: Uint8Array): Promise<void>;
  /** The file, the rest of which may still be coming. The caller removes it when it is done. */
  open(id: string): Spooled;
  /** No more comes. */
  end(id: string): Promise<void>;
  close(): Promise<void>;
}

interface Spooled {
  path: string;
  name: string;
  arrival: Arrival;
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
  /** Announced so far; what of it is written is in `arrival`. */
  got: number;
  arrival: Arrival;
  /** It has been given out, and all of it has come: nothing of it is left to do here. */
  opened: boolean;
  ended: boolean;
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
    if (found === undefined) throw gone();
    return found;
  }

  async function drop(id: string, one: Open): Promise<void> {
    all.delete(id);
    one.arrival.stop(gone());
    // A piece that cannot be written has been told to whoever sent it.
    await one.last.catch(() => {});
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
      const file = await open(path, 'wx', 0o600);
      all.set(id, {
        name,
        path,
        file,
        got: 0,
        arrival: new Arrival(size),
        opened: false,
        ended: false,
        last: Promise.resolve(),
      });
      return id;
    },
    async chunk(id, bytes) {
      const one = find(id);
      if (one.arrival.isOver) {
        await drop(id, one);
        throw gone();
      }
      one.got += bytes.length;
      if (one.got > one.arrival.size) {
        await drop(id, one);
        throw new Refusal('invalid', 'More came of the file than was announced.');
      }
      one.last = append(one, bytes);
      await one.last;
    },
    open(id) {
      const one = find(id);
      const { path, name, arrival } = one;
      one.opened = true;
      if (one.ended) all.delete(id);
      return {
        path,
        name,
        arrival,
        async remove() {
          if (all.has(id)) await drop(id, one);
          else await rm(path, { force: true });
        },
      };
    },
    async end(id) {
      const one = find(id);
      const { name, arrival } = one;
      await one.last;
      await one.file.close();
      one.ended = true;
      if (one.opened) all.delete(id);
      if (one.got === arrival.size) return;
      const reason = new Refusal('unreadable', `Only ${one.got} of ${arrival.size} bytes of ${name} came.`);
      arrival.stop(reason);
      if (!one.opened) await drop(id, one);
      throw reason;
    },
    async close() {
      for (const [id, one] of all) await drop(id, one);
    },
  };
}

async function append({ last, file, arrival }: Open, bytes: Uint8Array): Promise<void> {
  await last;
  await file.appendFile(bytes);
  arrival.grow(bytes.length);
}

function gone(): Refusal {
  return new Refusal('not found', 'There is no such import.');
}

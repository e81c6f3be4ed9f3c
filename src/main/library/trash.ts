import { mkdirSync } from 'node:fs';
import { link, readdir, rename, rm, stat, unlink, utimes } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Refusal } from '../refusal.ts';
import { codeOf, splitName } from './capture-names.ts';

/** Puts a file into the system's bin; rejects where there is none. Electron's `shell.trashItem`. */
export type SystemBin = (path: string) => Promise<void>;

/** Long enough to notice a mistake, short enough that a disk does not fill with what nobody wants. */
const KEPT_MS = 30 * 24 * 60 * 60 * 1000;

/** Where deleted captures go. */
export interface Trash {
  /** The name under which `restore` finds it again, or null where the system's own bin has it now. */
  discard(path: string): Promise<string | null>;
  /** Back into the folder of captures; gives the name it has there. */
  restore(name: string, folder: string): Promise<string>;
  /** Erases what was put into our own trash more than 30 days ago. The system's bin is the person's own. */
  forget(): Promise<void>;
}

export function trash(dataFolder: string, bin?: SystemBin): Trash {
  const place = join(dataFolder, 'trash');
  return {
    async discard(path) {
      try {
        if (bin !== undefined) {
          await bin(path);
          return null;
        }
      } catch {
        // A system without a bin, or a disk that has none: ours is beside the captures.
      }
      mkdirSync(place, { recursive: true, mode: 0o700 });
      const name = await moveTo(path, place);
      // Its date tells from now on when it was deleted; the run's own is in the file.
      const now = new Date();
      await utimes(join(place, name), now, now);
      return name;
    },
    async restore(name, folder) {
      // SECURITY: the name came from the window; only a plain name of this folder is looked at.
      if (name !== basename(name))
        throw new Refusal('not found', 'There is nothing of that name to bring back.');
      try {
        return await moveTo(join(place, name), folder);
      } catch (error) {
        if (codeOf(error) !== 'ENOENT') throw error;
        throw new Refusal('not found', 'It is no longer in the trash.');
      }
    },
    async forget() {
      const names = await readdir(place).catch(() => []);
      const oldest = Date.now() - KEPT_MS;
      for (const path of names.map((name) => join(place, name))) {
        const found = await stat(path);
        if (found.isFile() && found.mtimeMs < oldest) await rm(path);
      }
    },
  };
}

/** Never over a file that is there: by a link that fails where the name is taken, then by letting go of the old name. */
async function moveTo(path: string, folder: string): Promise<string> {
  const [base, suffix] = splitName(basename(path));
  for (let number = 1; ; number++) {
    const name = number === 1 ? `${base}${suffix}` : `${base}-${number}${suffix}`;
    try {
      await link(path, join(folder, name));
      await unlink(path);
      return name;
    } catch (error) {
      if (codeOf(error) === 'EEXIST') continue;
      // File systems without links (exFAT): both folders are ours alone, so a plain move will do.
      if (codeOf(error) !== 'EPERM' && codeOf(error) !== 'ENOTSUP') throw error;
      await rename(path, join(folder, name));
      return name;
    }
  }
}

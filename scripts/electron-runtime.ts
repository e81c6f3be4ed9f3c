import { spawnSync } from 'node:child_process';
import { lookup } from 'node:dns/promises';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { downloadArtifact, FetchDownloader, type Progress } from '@electron/get';

/**
 * Electron's runtime is a download of its own, made at the first start. Its package would make it too, but without a
 * word until it is done or has failed with a stack; here there is progress, and an end to waiting.
 */
const electron = dirname(createRequire(import.meta.url).resolve('electron/package.json'));

/** The runtime's path, or null. Reads its files: importing `electron` would begin the download. */
export function installedElectron(): string | null {
  const pointer = join(electron, 'path.txt');
  if (!existsSync(pointer) || !existsSync(join(electron, 'dist/version'))) return null;
  if (readFileSync(join(electron, 'dist/version'), 'utf8').trim().replace(/^v/, '') !== version())
    return null;
  const runtime = join(electron, 'dist', readFileSync(pointer, 'utf8').trim());
  return existsSync(runtime) ? runtime : null;
}

/** No byte for this long means a network that leads nowhere. */
const SILENCE_MS = 10_000;
const LOOKUP_MS = 2000;

/** Downloads and unpacks the runtime. Null when it is there; otherwise why not, as half a sentence. */
export async function installElectron(say: (line: string) => void): Promise<string | null> {
  const aborted = new AbortController();
  const silence = setTimeout(() => aborted.abort(), SILENCE_MS);
  let told = -1;
  const downloader = {
    /** The address is that of a mirror, where one is configured; a name that is not known is said at once. */
    async download(url: string, target: string): Promise<void> {
      await resolveName(new URL(url).hostname);
      if (told === -1) say('Downloading Electron’s runtime (about 110 MB), once…');
      told = Math.max(told, 0);
      await new FetchDownloader().download(url, target, {
        quiet: true,
        signal: aborted.signal,
        getProgressCallback: async ({ percent, transferred }: Progress) => {
          silence.refresh();
          const tenth = Math.floor(percent * 10);
          if (tenth <= told) return;
          told = tenth;
          say(`  ${tenth * 10} % · ${Math.round(transferred / 1e6)} MB`);
        },
      });
    },
  };
  try {
    const checksums = JSON.parse(readFileSync(join(electron, 'checksums.json'), 'utf8')) as Record<
      string,
      string
    >;
    const { platform, arch } = process;
    await downloadArtifact({
      version: version(),
      artifactName: 'electron',
      platform,
      arch,
      checksums,
      downloader,
    });
  } catch (error) {
    if (aborted.signal.aborted) return 'Electron’s runtime does not download (no byte came for ten seconds)';
    return `Electron’s runtime does not download (${error instanceof Error ? reason(error) : String(error)})`;
  } finally {
    clearTimeout(silence);
  }
  // The package's own installer finds the download in the cache and unpacks it.
  const { status } = spawnSync(process.execPath, [join(electron, 'install.js')], { stdio: 'ignore' });
  return status === 0 ? null : 'Electron’s runtime could not be unpacked';
}

function version(): string {
  return (JSON.parse(readFileSync(join(electron, 'package.json'), 'utf8')) as { version: string }).version;
}

async function resolveName(host: string): Promise<void> {
  // Behind a proxy it is the proxy that knows names.
  if (process.env['HTTPS_PROXY'] || process.env['https_proxy']) return;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`${host} is not found within two seconds`)), LOOKUP_MS);
  });
  try {
    await Promise.race([lookup(host), late]);
  } catch (error) {
    const unknown = error instanceof Error && 'code' in error;
    throw unknown ? new Error(`${host} is not found: no network?`, { cause: error }) : error;
  } finally {
    clearTimeout(timer);
  }
}

function reason(error: Error): string {
  const inner = error.cause instanceof Error ? error.cause : error;
  return 'code' in inner && error.message === 'fetch failed' ? String(inner.code) : error.message;
}

import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { installElectron, installedElectron } from './electron-runtime.ts';

/**
 * `npm start [-- FILE…] [--web] [--no-open] [--port N]`: opens Electron where it can run, and says in one line why not
 * where it cannot, before it opens the browser shell.
 */
const USAGE = `Usage: npm start [-- [FILE…] [--web] [--no-open] [--port N]]

Opens Landfall, and in it the captures that are named.

  --web       in the browser rather than in Electron
  --no-open   with the browser: only print the address
  --port N    with the browser: the port; a free one otherwise
`;

const ROOT = join(import.meta.dirname, '..');

interface Options {
  files: string[];
  web: boolean;
  open: boolean;
  port: string | undefined;
}

const options = readOptions();
if (options !== null) await start(options);

async function start(options: Options): Promise<void> {
  if (!isBuilt()) build();
  const why = options.web ? null : await desktop(options.files);
  if (why === 'opened') return;
  if (why !== null) console.log(`Opening in the browser: ${why}.`);
  await browser(options);
}

/** Runs Electron until it ends; otherwise says why it cannot. */
async function desktop(files: string[]): Promise<string> {
  if (process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']) {
    return 'there is no display for Electron';
  }
  if (process.getuid?.() === 0) return 'Electron’s sandbox does not run as root';
  let runtime = installedElectron();
  if (runtime === null) {
    const why = await installElectron((line) => console.log(line));
    if (why !== null) return why;
    runtime = installedElectron();
  }
  if (runtime === null) return 'Electron’s runtime could not be unpacked';
  return runElectron(runtime, files);
}

/** A runtime that ends badly this soon has not opened a window: a missing library, a sandbox it may not use. */
const OPENED_AFTER_MS = 3000;

function runElectron(runtime: string, files: string[]): Promise<string> {
  const { ELECTRON_RUN_AS_NODE: _asNode, ...env } = process.env;
  const started = performance.now();
  return new Promise((done) => {
    const child = spawn(runtime, [ROOT, ...files], { stdio: 'inherit', env });
    process.on('SIGINT', waitForWindow);
    child.once('error', (error) => done(`Electron does not start (${error.message})`));
    child.once('exit', (code, signal) => {
      process.off('SIGINT', waitForWindow);
      const failed = code !== 0 && signal !== 'SIGINT' && signal !== 'SIGTERM';
      if (failed && performance.now() - started < OPENED_AFTER_MS) {
        done(`Electron ended at once (${signal ?? `code ${code}`})`);
        return;
      }
      process.exitCode = code ?? 0;
      done('opened');
    });
  });
}

/** Ctrl-C goes to the whole group: Electron ends by it, and this process when Electron has. */
function waitForWindow(): void {}

/** In this process: the browser shell reads its arguments as it would on its own. */
async function browser({ files, open, port }: Options): Promise<void> {
  const entry = join(ROOT, 'out/main/web.js');
  process.argv = [
    process.execPath,
    entry,
    ...(open ? [] : ['--no-open']),
    ...(port === undefined ? [] : ['--port', port]),
    ...files,
  ];
  await import(pathToFileURL(entry).href);
}

/** `prepare` builds at install; a changed source since then is built again. */
function isBuilt(): boolean {
  const built = join(ROOT, 'out/main/web.js');
  if (!existsSync(built) || !existsSync(join(ROOT, 'out/renderer/index.html'))) return false;
  if (!existsSync(join(ROOT, 'src'))) return true;
  const { mtimeMs } = statSync(built);
  const sources = readdirSync(join(ROOT, 'src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$|\.md$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
  return [...sources, join(ROOT, 'electron.vite.config.ts')].every(
    (path) => statSync(path).mtimeMs <= mtimeMs,
  );
}

function build(): void {
  console.log('Building the window…');
  const program = join(ROOT, 'node_modules/electron-vite/bin/electron-vite.js');
  const { status } = spawnSync(process.execPath, [program, 'build', '--logLevel', 'warn'], {
    cwd: ROOT,
    stdio: 'inherit',
  });
  if (status !== 0) {
    console.error('landfall: the build failed. `npm ci` may be needed first.');
    process.exit(1);
  }
}

/** Null where there is nothing to start; the exit code is set then. */
function readOptions(): Options | null {
  try {
    const { values, positionals } = parseArgs({
      options: {
        web: { type: 'boolean', default: false },
        'no-open': { type: 'boolean', default: false },
        port: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
      allowPositionals: true,
    });
    if (values.help) {
      console.log(USAGE);
      return null;
    }
    // npm runs scripts in the package's folder; a path is meant from where the person stands.
    const from = process.env['INIT_CWD'] ?? process.cwd();
    const files = positionals.map((file) => resolve(from, file));
    return { files, web: values.web, open: !values['no-open'], port: values.port };
  } catch (error) {
    console.error(`landfall: ${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
    process.exitCode = 2;
    return null;
  }
}

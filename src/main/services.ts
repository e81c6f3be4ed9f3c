import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import type { ConnectionEntry, OpenedRun, StartResult } from '../bridge/contract.ts';
import type { Connection, Draft } from '../core/run/draft.ts';
import { parseSchema } from '../core/schema/parse.ts';
import { schemaTitle } from '../core/schema/title.ts';
import type { Handlers } from './dispatch.ts';
import { EXAMPLE_PREFIX, exampleCapture, readExamples } from './examples.ts';
import { listModels } from './gateway/models.ts';
import { prepareRun } from './gateway/prepare-run.ts';
import { redactor } from './gateway/redact.ts';
import { version } from './home.ts';
import { captureWriter } from './library/capture-writer.ts';
import { imports as importsOf } from './library/imports.ts';
import { library as libraryOf } from './library/library.ts';
import { Refusal } from './refusal.ts';
import { type FileSource, openFileRun } from './runs/file-run.ts';
import { LiveRun } from './runs/live-run.ts';
import { RunRegistry } from './runs/registry.ts';
import { checkDocument, checkSchema } from './schema-check.ts';
import { type SecretStore, secrets as keysOf } from './secrets/secret-store.ts';
import { connections as connectionsOf } from './settings/connections.ts';
import { settingsStore } from './settings/settings-store.ts';
import { type LazySimulator, lazySimulator } from './simulated.ts';
import { createWindows, type Windows } from './windows.ts';

/** What differs between the two shells. */
export interface Shell {
  kind: 'desktop' | 'browser';
  dataFolder: string;
  secretStore: SecretStore;
  env: NodeJS.ProcessEnv;
  /** Shows a file in the system's file manager, where there is one. */
  reveal?: (path: string) => void;
  /** One that is shared and outlives these services; otherwise they have their own. */
  simulator?: LazySimulator;
}

/** Everything the window can ask for. The shells are transports of this and nothing else. */
export interface Services {
  handlers: Handlers;
  windows: Windows;
  /** A file from outside: the command line, the file manager, a second start. */
  openFile(path: string): Promise<void>;
  /** Ends what runs and puts on the disk what is not there yet. */
  close(): Promise<void>;
}

export function createServices(shell: Shell): Services {
  const windows = createWindows();
  const settings = settingsStore(shell.dataFolder);
  const connections = connectionsOf(shell.dataFolder, shell.env);
  const secrets = keysOf(shell.secretStore, shell.env);
  const library = libraryOf(shell.dataFolder);
  const imports = importsOf(shell.dataFolder);
  const simulator = shell.simulator ?? lazySimulator();
  const runs = new RunRegistry();
  const closing = new AbortController();
  let fromOutside: OpenedRun[] = [];

  /** The Simulator's address is not known before it runs; a Simulator that does not start is said at *Run*. */
  async function withAddress(connection: Connection): Promise<Connection> {
    if (connection.kind !== 'simulator') return connection;
    return { ...connection, baseUrl: (await simulator.address()) ?? '' };
  }

  async function entry(connection: Connection): Promise<ConnectionEntry> {
    const { id, secret } = connection;
    const state = secret === null ? 'none needed' : secrets.state(secret);
    return { ...(await withAddress(connection)), preset: connections.isPreset(id), key: { state } };
  }

  const list = (): Promise<ConnectionEntry[]> => Promise.all(connections.list().map(entry));

  async function find(id: string): Promise<Connection> {
    const found = connections.find(id);
    if (found === undefined) throw new Refusal('not found', 'There is no such connection any more.');
    return withAddress(found);
  }

  const keyOf = ({ secret }: Connection): string | null => (secret === null ? null : secrets.value(secret));

  async function open(source: FileSource): Promise<OpenedRun> {
    const run = await openFileRun(source, checkDocument);
    runs.add(run);
    return run.opened;
  }

  async function start(draft: Draft, connection: Connection, model: string): Promise<StartResult> {
    if (runs.live !== null) {
      return { ok: false, problem: { what: 'busy', message: 'A run is under way. Stop it first.' } };
    }
    if (connection.kind === 'simulator' && connection.baseUrl === '') {
      return {
        ok: false,
        problem: { what: 'url', message: `The Simulator does not start: ${simulator.problem()}` },
      };
    }
    const prepared = prepareRun({ draft, connection, model, key: keyOf(connection) });
    if (!prepared.ok) return prepared;
    const { header } = prepared.run;
    // A title goes into a file's name, where nobody looks for a key.
    const title = redactor(prepared.run.key).text(titleOf(draft));
    const writer = await captureWriter(library.folder, header.wall ?? new Date().toISOString(), title);
    const run = new LiveRun({ prepared: prepared.run, writer, check: checkDocument, name: title });
    runs.addLive(run);
    void run.ended.then(() => windows.push('captures.changed', {}));
    return { ok: true, run: run.opened };
  }

  const handlers: Handlers = {
    'app.info': () => ({
      version,
      shell: shell.kind,
      platform: process.platform,
      dataFolder: shell.dataFolder,
      secrets: secrets.place,
      opened: fromOutside.filter(({ run }) => runs.has(run)),
      live: runs.latest?.opened ?? null,
    }),
    'settings.read': () => settings.read(),
    'settings.write': async (changes) => {
      await settings.write(changes);
      return null;
    },
    'examples.list': () => readExamples(),
    'connections.list': list,
    'connections.save': async ({ connection }) => {
      await connections.save(connection);
      return list();
    },
    'connections.remove': async ({ id }) => {
      await connections.remove(id);
      return list();
    },
    'connections.models': async ({ id }) => {
      const connection = await find(id);
      return listModels(connection, keyOf(connection), closing.signal);
    },
    'secrets.set': async ({ name, value }) => {
      await secrets.set(name, value);
      return { name, state: secrets.state(name) };
    },
    'secrets.clear': async ({ name }) => {
      await secrets.clear(name);
      return { name, state: secrets.state(name) };
    },
    'schema.check': ({ schema }) => ({ problems: checkSchema(schema) }),
    'runs.start': async ({ draft, connection, model }) => start(draft, await find(connection), model),
    'runs.stop': ({ run }) => {
      runs.find(run).stop();
      return null;
    },
    'runs.read': ({ run, from }) => runs.find(run).read(from),
    'runs.close': async ({ run }) => {
      await runs.close(run);
      return null;
    },
    'captures.list': () => library.list(),
    'captures.open': async ({ id }) => {
      const example = readExamples().find(({ capture }) => capture === id);
      if (example !== undefined) {
        const path = exampleCapture(example.id);
        return open({ path, name: example.title, run: randomUUID(), capture: id });
      }
      return open({ path: await library.path(id), name: id, run: randomUUID(), capture: id });
    },
    'captures.remove': async ({ id }) => {
      if (id.startsWith(EXAMPLE_PREFIX)) throw new Refusal('invalid', 'The examples’ recordings stay.');
      await library.remove(id);
      windows.push('captures.changed', {});
      return null;
    },
    'captures.reveal': async ({ id }) => {
      const path = await library.path(id);
      shell.reveal?.(path);
      return { path };
    },
    'imports.begin': async ({ name, size }) => ({ id: await imports.begin(name, size) }),
    'imports.chunk': async ({ id, bytes }) => {
      await imports.chunk(id, bytes);
      return null;
    },
    'imports.end': async ({ id }) => {
      const { path, name, remove } = await imports.end(id);
      try {
        return await open({ path, name, run: randomUUID(), capture: null, onClose: remove });
      } catch (error) {
        await remove();
        throw error;
      }
    },
  };

  return {
    handlers,
    windows,
    async openFile(path) {
      const opened = await open({ path, name: basename(path), run: randomUUID(), capture: null });
      fromOutside = [...fromOutside.filter(({ run }) => runs.has(run)), opened];
      windows.push('run.opened', opened);
    },
    async close() {
      closing.abort();
      await runs.closeAll();
      await imports.close();
      if (shell.simulator === undefined) await simulator.close();
    },
  };
}

/** The schema's own title names the capture, since runs of one schema are what is compared. */
function titleOf({ title, schema }: Draft): string {
  const parsed = parseSchema(schema);
  return (parsed.ok ? schemaTitle(parsed.schema) : null) ?? (title || 'run');
}

import { basename } from 'node:path';
import type {
  Args,
  ConnectionEntry,
  OpenedRun,
  RaceLane,
  RaceResult,
  Reading,
  StartResult,
} from '../bridge/contract.ts';
import type { Connection } from '../core/run/draft.ts';
import type { Handlers } from './dispatch.ts';
import { EXAMPLE_PREFIX, exampleCapture, readExamples } from './examples.ts';
import { checkEndpoint } from './gateway/check-endpoint.ts';
import { listModels } from './gateway/models.ts';
import { client } from './gateway/streaming-client.ts';
import { version } from './home.ts';
import { importFormats } from '../core/capture/importers/table.ts';
import { imports as importsOf } from './library/imports.ts';
import { library as libraryOf } from './library/library.ts';
import type { SystemBin } from './library/trash.ts';
import { Refusal } from './refusal.ts';
import { fileOpener } from './runs/open-files.ts';
import { RunRegistry } from './runs/registry.ts';
import { type Asked, runStarter } from './runs/start-runs.ts';
import { type SchemaChecker, schemaChecker } from './schema/checker.ts';
import { type SecretStore, secrets as keysOf } from './secrets/secret-store.ts';
import { connections as connectionsOf } from './settings/connections.ts';
import { readSimulatorFaults } from './simulator-faults.ts';
import { settingsStore } from './settings/settings-store.ts';
import { type LazySimulator, lazySimulator } from './simulated.ts';
import { createWindows, type Windows } from './windows.ts';

type Ask = Args<'runs.start'>;

/** What differs between the two shells. */
export interface Shell {
  kind: 'desktop' | 'browser';
  dataFolder: string;
  secretStore: SecretStore;
  env: NodeJS.ProcessEnv;
  /** Shows a file in the system's file manager, where there is one. */
  reveal?: (path: string) => void;
  /** The system's bin, where there is one; otherwise deleted captures go to `trash/` in the data folder. */
  bin?: SystemBin;
  /** One that is shared and outlives these services; otherwise they have their own. */
  simulator?: LazySimulator;
  /** As with the Simulator. */
  checker?: SchemaChecker;
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
  // While the window loads: a first run need not wait for it.
  client.start();
  const windows = createWindows();
  const settings = settingsStore(shell.dataFolder);
  const connections = connectionsOf(shell.dataFolder, shell.env);
  const secrets = keysOf(shell.secretStore, shell.env);
  const checker = shell.checker ?? schemaChecker();
  // What is judged unasked has a thread of its own, so that nobody waits behind it.
  const unasked = shell.checker ?? schemaChecker();
  const library = libraryOf({
    dataFolder: shell.dataFolder,
    check: unasked.document,
    bin: shell.bin,
    onChange: changed,
  });
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
    return {
      ...(await withAddress(connection)),
      preset: connections.isPreset(id),
      edited: connections.isEdited(id),
      key: { state },
    };
  }

  const list = (): Promise<ConnectionEntry[]> => Promise.all(connections.list().map(entry));

  async function find(id: string): Promise<Connection> {
    const found = connections.find(id);
    if (found === undefined) throw new Refusal('not found', 'There is no such connection any more.');
    return withAddress(found);
  }

  const keyOf = ({ secret }: Connection): string | null => (secret === null ? null : secrets.value(secret));

  const files = fileOpener({ library, windows, runs, check: checker.document });

  function changed(): void {
    windows.push('captures.changed', {});
    void files.tellWhatIsLost();
  }

  async function reread(id: string, reading: Reading): Promise<OpenedRun> {
    const opened = await files.reread(id, reading);
    fromOutside = fromOutside.map((one) => (one.run === id ? opened : one));
    return opened;
  }

  const starter = runStarter({
    library,
    windows,
    runs,
    check: checker.document,
    simulatorProblem: () => simulator.problem(),
  });

  async function asked({ draft, connection: id, model }: Ask): Promise<Asked> {
    const connection = await find(id);
    return { draft, connection, model, key: keyOf(connection) };
  }

  async function start(ask: Ask): Promise<StartResult> {
    const started = await starter.start([await asked(ask)]);
    const [run] = started.ok ? started.runs : [];
    if (run !== undefined) return { ok: true, run };
    if (started.ok) throw new Error('nothing was started');
    return { ok: false, problem: started.problem };
  }

  async function race(lanes: readonly RaceLane[]): Promise<RaceResult> {
    const started = await starter.start(await Promise.all(lanes.map(asked)), lanes);
    return started.ok ? started : { ok: false, lane: started.at, problem: started.problem };
  }

  const handlers: Handlers = {
    'app.info': () => ({
      version,
      shell: shell.kind,
      platform: process.platform,
      dataFolder: shell.dataFolder,
      secrets: secrets.place,
      opened: fromOutside.filter(({ run }) => runs.has(run)),
      formats: importFormats.map(({ id, title }) => ({ id, title })),
      live: runs.latest.map(({ opened }) => opened),
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
    'connections.test': async ({ id, model }) => {
      const connection = await find(id);
      return checkEndpoint(connection, { model, key: keyOf(connection), signal: closing.signal });
    },
    'simulator.faults': async () => readSimulatorFaults(await simulator.address(), closing.signal),
    'secrets.set': async ({ name, value }) => {
      await secrets.set(name, value);
      return { name, state: secrets.state(name) };
    },
    'secrets.clear': async ({ name }) => {
      await secrets.clear(name);
      return { name, state: secrets.state(name) };
    },
    'schema.check': async ({ schema }) => ({ problems: await checker.schema(schema) }),
    'runs.start': start,
    'runs.race': ({ lanes }) => race(lanes),
    'runs.stop': ({ run }) => {
      runs.find(run).stop();
      return null;
    },
    'runs.decide': async ({ run, ...decision }) => {
      const line = await runs.find(run).decide?.(decision);
      if (line === undefined)
        throw new Refusal('invalid', 'This run is a recording; its decisions were made when it ran.');
      return { line };
    },
    'runs.read': ({ run, from }) => runs.find(run).read(from),
    'runs.reread': ({ run, reading }) => reread(run, reading),
    'runs.close': async ({ run }) => {
      await runs.close(run);
      return null;
    },
    'captures.list': () => library.list(),
    'captures.open': async ({ id }) => {
      const example = readExamples().find(({ capture }) => capture === id);
      if (example !== undefined) {
        return files.open({ path: exampleCapture(example.id), name: example.title, capture: id });
      }
      return files.open({ path: await library.path(id), name: id, capture: id });
    },
    'captures.edit': ({ id, ...changes }) => library.edit(id, changes),
    'captures.duplicate': ({ id }) => library.duplicate(id),
    'captures.remove': async ({ ids }) => {
      if (ids.some((id) => id.startsWith(EXAMPLE_PREFIX))) {
        throw new Refusal('invalid', 'The examples’ recordings stay.');
      }
      const restorable = await library.remove(ids);
      changed();
      return { restorable };
    },
    'captures.restore': async ({ names }) => {
      await library.restore(names);
      changed();
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
    'imports.open': async ({ id }) => {
      const { remove, ...file } = imports.open(id);
      try {
        return await files.open({ ...file, capture: null, onClose: remove });
      } catch (error) {
        await remove();
        throw error;
      }
    },
    'imports.end': async ({ id }) => {
      await imports.end(id);
      return null;
    },
  };

  return {
    handlers,
    windows,
    async openFile(path) {
      const opened = await files.open({ path, name: basename(path), capture: null });
      fromOutside = [...fromOutside.filter(({ run }) => runs.has(run)), opened];
      windows.push('run.opened', opened);
    },
    async close() {
      closing.abort();
      await runs.closeAll();
      await imports.close();
      library.close();
      if (shell.simulator === undefined) await simulator.close();
      if (shell.checker === undefined) for (const one of [checker, unasked]) one.close();
    },
  };
}

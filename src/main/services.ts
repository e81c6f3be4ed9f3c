import type { ConnectionEntry, OpenedRun } from '../bridge/contract.ts';
import type { Connection } from '../core/run/draft.ts';
import type { Handlers } from './dispatch.ts';
import { readExamples } from './examples.ts';
import { version } from './home.ts';
import { Refusal } from './refusal.ts';
import { type SecretStore, secrets as keysOf } from './secrets/secret-store.ts';
import { connections as connectionsOf } from './settings/connections.ts';
import { settingsStore } from './settings/settings-store.ts';
import { createWindows, type Windows } from './windows.ts';

/** What differs between the two shells. */
export interface Shell {
  kind: 'desktop' | 'browser';
  dataFolder: string;
  secretStore: SecretStore;
  env: NodeJS.ProcessEnv;
}

/** Everything the window can ask for. The shells are transports of this and nothing else. */
export interface Services {
  handlers: Handlers;
  windows: Windows;
}

export function createServices(shell: Shell): Services {
  const windows = createWindows();
  const settings = settingsStore(shell.dataFolder);
  const connections = connectionsOf(shell.dataFolder, shell.env);
  const secrets = keysOf(shell.secretStore, shell.env);
  const opened: OpenedRun[] = [];

  function entry(connection: Connection): ConnectionEntry {
    const { id, secret } = connection;
    const state = secret === null ? 'none needed' : secrets.state(secret);
    return { ...connection, preset: connections.isPreset(id), key: { state } };
  }
  const list = (): ConnectionEntry[] => connections.list().map(entry);

  const handlers: Handlers = {
    'app.info': () => ({
      version,
      shell: shell.kind,
      platform: process.platform,
      dataFolder: shell.dataFolder,
      secrets: secrets.place,
      opened,
      live: null,
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
    'connections.models': notYet,
    'secrets.set': async ({ name, value }) => {
      await secrets.set(name, value);
      return { name, state: secrets.state(name) };
    },
    'secrets.clear': async ({ name }) => {
      await secrets.clear(name);
      return { name, state: secrets.state(name) };
    },
    'schema.check': notYet,
    'runs.start': notYet,
    'runs.stop': notYet,
    'runs.read': notYet,
    'runs.close': notYet,
    'captures.list': () => [],
    'captures.open': notYet,
    'captures.remove': notYet,
    'captures.reveal': notYet,
    'imports.begin': notYet,
    'imports.chunk': notYet,
    'imports.end': notYet,
  };
  return { handlers, windows };
}

function notYet(): never {
  throw new Refusal('unavailable', 'This is not built yet.');
}

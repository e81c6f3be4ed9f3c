import { create } from 'zustand';

import type { ConnectionEntry, ModelList } from '../../bridge/contract.ts';
import type { Connection } from '../../core/run/draft.ts';
import { bridge, problemOf } from './bridge.ts';
import { chooseConnection, chooseModel, useDraft } from './draft.ts';

interface ConnectionsState {
  list: readonly ConnectionEntry[];
  /** What each endpoint last answered to `GET /models`, by connection. */
  models: { readonly [connection: string]: ModelList | 'asking' };
}

export const useConnections = create<ConnectionsState>()(() => ({ list: [], models: {} }));

export async function loadConnections(): Promise<readonly ConnectionEntry[]> {
  return shown(await bridge.call('connections.list', {}));
}

export async function saveConnection(connection: Connection): Promise<void> {
  shown(await bridge.call('connections.save', { connection }));
  forgetModels(connection.id);
}

export async function removeConnection(id: string): Promise<void> {
  shown(await bridge.call('connections.remove', { id }));
  forgetModels(id);
}

/** Sends the next runs there. The Simulator always has a model to offer; anywhere else the person chooses. */
export async function connect({ id, kind, model }: ConnectionEntry): Promise<void> {
  chooseConnection(id, model);
  if (kind !== 'simulator' || model !== '') return;
  await loadModels(id);
  const models = useConnections.getState().models[id];
  const first = models === undefined || models === 'asking' || !models.ok ? undefined : models.models[0];
  const now = useDraft.getState();
  if (first !== undefined && now.connection === id && now.model === '') chooseModel(first.id);
}

/** Asks the endpoint, whatever it answered before. */
export async function loadModels(id: string): Promise<void> {
  if (id === '' || useConnections.getState().models[id] === 'asking') return;
  know(id, 'asking');
  try {
    know(id, await bridge.call('connections.models', { id }));
  } catch (thrown) {
    know(id, { ok: false, message: problemOf(thrown) });
  }
}

/** `value` null clears it. Which keys there are is asked anew, because several connections may share one. */
export async function setSecret(name: string, value: string | null): Promise<void> {
  await (value === null
    ? bridge.call('secrets.clear', { name })
    : bridge.call('secrets.set', { name, value }));
  const list = await loadConnections();
  for (const { id, secret } of list) if (secret === name) forgetModels(id);
}

/** Without what main adds to it. */
export function plainConnection(entry: ConnectionEntry): Connection {
  const { preset: _preset, edited: _edited, key: _key, ...connection } = entry;
  return connection;
}

/** Those that a run can be sent to as they are, and those that wait for their key; each in the order of the list. */
export function byReadiness(list: readonly ConnectionEntry[]): {
  ready: ConnectionEntry[];
  waiting: ConnectionEntry[];
} {
  const ready = list.filter(({ key }) => key.state !== 'missing');
  return { ready, waiting: list.filter((entry) => !ready.includes(entry)) };
}

function shown(list: ConnectionEntry[]): readonly ConnectionEntry[] {
  useConnections.setState({ list });
  return list;
}

function know(id: string, models: ModelList | 'asking'): void {
  useConnections.setState((state) => ({ models: { ...state.models, [id]: models } }));
}

function forgetModels(id: string): void {
  useConnections.setState(({ models: { [id]: _forgotten, ...models } }) => ({ models }));
}

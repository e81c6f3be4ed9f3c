import { join } from 'node:path';
import * as z from 'zod';
import { connectionSchema } from '../../bridge/validation.ts';
import type { Connection } from '../../core/run/draft.ts';
import { Refusal } from '../refusal.ts';
import { JsonFile } from './json-file.ts';
import { presetConnections, SIMULATOR_ID } from './presets.ts';

export interface Connections {
  list(): Connection[];
  find(id: string): Connection | undefined;
  isPreset(id: string): boolean;
  /** Whether a preset is laid over by what a person saved. */
  isEdited(id: string): boolean;
  /** A preset that is saved keeps its place; what the person changed is laid over it. */
  save(connection: Connection): Promise<void>;
  /** Forgets a custom connection; a preset goes back to what it was. */
  remove(id: string): Promise<void>;
}

export function connections(dataFolder: string, env: NodeJS.ProcessEnv): Connections {
  const file = new JsonFile<{ connections: Connection[] }>(
    join(dataFolder, 'connections.json'),
    z.object({ connections: z.array(connectionSchema) }),
    { connections: [] },
  );
  const presets = presetConnections(env);
  const isPreset = (id: string): boolean => presets.some((preset) => preset.id === id);
  const saved = (id: string): Connection | undefined => file.value.connections.find((one) => one.id === id);
  const list = (): Connection[] => [
    ...presets.map((preset) => saved(preset.id) ?? preset),
    ...file.value.connections.filter((one) => !isPreset(one.id)),
  ];
  return {
    list,
    find: (id) => list().find((one) => one.id === id),
    isPreset,
    isEdited: (id) => isPreset(id) && saved(id) !== undefined,
    async save(connection) {
      const isSimulator = connection.id === SIMULATOR_ID;
      if (isSimulator !== (connection.kind === 'simulator')) {
        throw new Refusal('invalid', 'Only the built-in connection can be of the kind simulator.');
      }
      const problem = isSimulator ? null : baseUrlProblem(connection.baseUrl);
      if (problem !== null) throw new Refusal('invalid', problem);
      const others = file.value.connections.filter((one) => one.id !== connection.id);
      await file.write({ connections: [...others, connection] });
    },
    async remove(id) {
      if (list().every((one) => one.id !== id))
        throw new Refusal('not found', 'There is no such connection.');
      await file.write({ connections: file.value.connections.filter((one) => one.id !== id) });
    },
  };
}

/** What is wrong with a base URL, in words, or null. A key in a URL would end in logs, captures and proxies. */
export function baseUrlProblem(text: string): string | null {
  const url = URL.parse(text);
  if (url === null) return 'The base URL is not a URL; it looks like https://api.dottxt.ai/v1.';
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    return 'The base URL must begin with https:// or http://.';
  if (url.username !== '' || url.password !== '') return 'Put the key in the key field, not in the base URL.';
  if (url.hash !== '') return 'The base URL cannot have a # part.';
  return null;
}

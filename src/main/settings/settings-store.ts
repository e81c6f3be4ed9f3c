import { join } from 'node:path';
import * as z from 'zod';
import type { Settings } from '../../bridge/contract.ts';
import { settingsSchema } from '../../bridge/validation.ts';
import { JsonFile } from './json-file.ts';

const DEFAULTS: Settings = {
  theme: 'system',
  layout: {},
  draft: null,
  connection: null,
  toured: false,
  race: null,
};

/** As the contract has it, but a member that is missing or from another version costs no other member. */
const stored = z.object({
  theme: settingsSchema.shape.theme.catch(DEFAULTS.theme),
  layout: settingsSchema.shape.layout.catch(DEFAULTS.layout),
  draft: settingsSchema.shape.draft.catch(DEFAULTS.draft),
  connection: settingsSchema.shape.connection.catch(DEFAULTS.connection),
  toured: settingsSchema.shape.toured.catch(DEFAULTS.toured),
  race: settingsSchema.shape.race.catch(DEFAULTS.race),
});

export interface SettingsStore {
  read(): Settings;
  write(changes: Partial<Settings>): Promise<void>;
}

export function settingsStore(dataFolder: string): SettingsStore {
  const file = new JsonFile<Settings>(join(dataFolder, 'settings.json'), stored, DEFAULTS);
  return {
    read: () => ({ ...file.value }),
    write: (changes) => file.write({ ...file.value, ...changes }),
  };
}

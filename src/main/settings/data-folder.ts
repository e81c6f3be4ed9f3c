import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import envPaths from 'env-paths';

/** Where Landfall keeps its things: `LANDFALL_DATA`, else the platform's place. Made if it is not there. */
export function dataFolder(): string {
  const chosen = process.env['LANDFALL_DATA'];
  const folder = chosen ? resolve(chosen) : envPaths('landfall', { suffix: '' }).data;
  // Captures hold prompts and answers: for nobody else on the machine.
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return folder;
}

import type { RunRecord } from '../../../core/run/record.ts';
import { useRecentFiles } from '../../state/imports.ts';
import { replaceSchema } from '../schema/replace-schema.ts';

/** Whether a file that was opened as a run is a JSON Schema of an object, which people drop on the window as well. */
export function isSchema(record: RunRecord): boolean {
  if (record.header?.source?.protocol !== 'json.text') return false;
  const view = record.history.at(record.log.length - 1);
  const properties = view.find('/properties');
  const type = view.find('/type');
  if (properties === null || view.type(properties) !== 'object') return false;
  return view.find('/$schema') !== null || (type !== null && view.source(type) === '"object"');
}

/** Puts the file into the editor as it is written, its layout kept. */
export async function takeAsSchema(name: string): Promise<void> {
  const file = useRecentFiles.getState().list.find((recent) => recent.name === name);
  if (file !== undefined) replaceSchema(await file.text());
}

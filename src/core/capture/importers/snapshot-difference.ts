import { escapeToken } from '../../patch/pointer.ts';
import { elementSources } from '../element-sources.ts';

/**
 * The operations that lead from one state of a document to the next, each as JSON, both states given as JSON text: keys
 * in the order of the text, numbers as they are spelled. A string that has grown is an `append`.
 *
 * What stands in the same place of an array is the same item: snapshots of a stream grow, they are not edited. O(size
 * of both) at each level of nesting that differs.
 */
export function snapshotDifference(before: string | null, after: string): string[] {
  const out: string[] = [];
  if (before === null) out.push(operation('add', '', after));
  else compare(before.trim(), after.trim(), '', out);
  return out;
}

function compare(before: string, after: string, path: string, out: string[]): void {
  if (before === after) return;
  const open = after.charAt(0);
  if (open !== before.charAt(0) || (open !== '{' && open !== '[')) {
    const growth = open === '"' && before.startsWith('"') ? grown(before, after) : null;
    // A value that was not there yet is null in many a partial object, and then arrives.
    out.push(growth === null ? operation('replace', path, after) : operation('append', path, growth));
    return;
  }
  const old = elementSources(before);
  const now = elementSources(after);
  // From the last, so that the indices of an array stay what they are.
  for (const key of [...old.keys()].toReversed()) {
    if (!now.has(key)) out.push(`{"op":"remove","path":${JSON.stringify(`${path}/${escapeToken(key)}`)}}`);
  }
  for (const [key, value] of now) {
    const place = `${path}/${escapeToken(key)}`;
    const known = old.get(key);
    if (known === undefined) out.push(operation('add', place, value));
    else compare(known, value, place, out);
  }
}

/** JSON of what was added to a string, or null where it is another one. */
function grown(before: string, after: string): string | null {
  const old = String(JSON.parse(before));
  const now = String(JSON.parse(after));
  return old !== '' && now.startsWith(old) ? JSON.stringify(now.slice(old.length)) : null;
}

function operation(op: 'add' | 'replace' | 'append', path: string, value: string): string {
  return `{"op":"${op}","path":${JSON.stringify(path)},"value":${value}}`;
}

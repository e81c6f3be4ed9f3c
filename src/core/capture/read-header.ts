import { type CaptureHeader, FRAMINGS } from './header.ts';
import { member, type Members, numberOf, stringOf } from './members.ts';
import { isInput } from './restore-draft.ts';
import type { CaptureRecord } from './record.ts';

/** The major version that this program writes and reads. */
export const CAPTURE_MAJOR = 1;

const TEXTS = ['id', 'app', 'wall', 'clock', 'schema', 'label', 'notes'] as const;
const STARTS = ['request-sent', 'first-line', 'unknown'] as const;

/** Reads a header. Members of the wrong type count as missing; a later major version is refused. */
export function readHeader(value: Members): CaptureRecord {
  const v = numberOf(value, 'v');
  if (v === undefined || Math.floor(v) !== CAPTURE_MAJOR) {
    const found = JSON.stringify(member(value, 'v')) ?? 'missing';
    return {
      kind: 'refused',
      message: `This capture is of patchcap version ${found}; this program reads version ${CAPTURE_MAJOR}. Open it with a newer Landfall.`,
    };
  }
  const header: CaptureHeader = { $: 'patchcap', v };
  for (const name of TEXTS) {
    const text = stringOf(value, name);
    if (text !== undefined) header[name] = text;
  }
  const t0 = STARTS.find((known) => known === member(value, 't0'));
  if (t0 !== undefined) header.t0 = t0;
  if (member(value, 'simulated') === true) header.simulated = true;
  if (member(value, 'synthetic') === true) header.synthetic = true;
  const redacted = texts(member(value, 'redacted'));
  const tags = texts(member(value, 'tags'));
  if (redacted !== null) header.redacted = redacted;
  if (tags !== null) header.tags = tags;
  readParts(value, header);
  return { kind: 'header', header };
}

function readParts(value: Members, header: CaptureHeader): void {
  const source = member(value, 'source');
  if (isObject(source)) {
    const framing = FRAMINGS.find((known) => known === member(source, 'framing'));
    const protocol = stringOf(source, 'protocol');
    header.source = { ...(framing && { framing }), ...(protocol !== undefined && { protocol }) };
  }
  const request = member(value, 'request');
  if (isObject(request)) header.request = textsOf(request, ['method', 'url', 'accept', 'body']);
  const connection = member(value, 'connection');
  if (isObject(connection)) header.connection = textsOf(connection, ['name', 'kind', 'model']);
  const race = member(value, 'race');
  if (isObject(race)) {
    const { id, name } = textsOf(race, ['id', 'name']);
    const lane = numberOf(race, 'lane');
    if (id !== undefined && name !== undefined && lane !== undefined) header.race = { id, lane, name };
  }
  const draft = member(value, 'draft');
  if (isObject(draft)) header.draft = draftOf(draft);
}

/** Its title and its input are shown in many places; the other parts are checked where a draft is restored. */
function draftOf(draft: object): NonNullable<CaptureHeader['draft']> {
  const parts: { [name: string]: unknown } = { ...draft };
  if (typeof parts['title'] !== 'string') delete parts['title'];
  if (!isInput(parts['input'])) delete parts['input'];
  return parts;
}

function textsOf<K extends string>(from: object, names: readonly K[]): { [name in K]?: string } {
  const found: { [name in K]?: string } = {};
  for (const name of names) {
    const text = stringOf(from, name);
    if (text !== undefined) found[name] = text;
  }
  return found;
}

function texts(value: unknown): string[] | null {
  if (!Array.isArray(value)) return null;
  return value.filter((one) => typeof one === 'string');
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

import { type FileHandle, open } from 'node:fs/promises';
import type { CaptureEntry } from '../../bridge/contract.ts';
import { createImporter } from '../../core/capture/import.ts';
import { decodeLine } from '../../core/capture/decode.ts';
import type { CaptureHeader } from '../../core/capture/header.ts';
import type { EndRecord } from '../../core/capture/record.ts';
import { parseSchema } from '../../core/schema/parse.ts';
import { schemaTitle } from '../../core/schema/title.ts';

/** Most headers fit into the first piece; one with a long schema and prompt takes a second. */
const HEAD_BYTES = 16 * 1024;
const MAX_HEAD_BYTES = 16 * 1024 * 1024;
/** The end may hold a refusal of at most 64 KiB, escaped. Read only where the first piece does not have it. */
const END_BYTES = 4 * 1024;
const MAX_END_BYTES = 512 * 1024;
const COUNT_BYTES = 256 * 1024;
/** A file without an end is counted as far as this; beyond it, opening it tells. */
const MAX_COUNTED = 64 * 1024 * 1024;

export interface CaptureFile {
  path: string;
  id: string;
  /** Still being written by this program: its end is not looked for. */
  recording: boolean;
}

/** What the list of captures says of a file, from its first and its last line. */
export async function readEntry({ path, id, recording }: CaptureFile): Promise<CaptureEntry> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const header = await readHeader(file, size);
    const end = recording ? null : await readEnd(file, size);
    return {
      id,
      path,
      label: header?.label ?? id,
      tags: header?.tags ?? [],
      notes: header?.notes ?? '',
      wall: header?.wall ?? null,
      connection: header?.connection?.name ?? null,
      model: header?.connection?.model ?? null,
      schemaTitle: titleOf(header?.schema),
      simulated: header?.simulated === true,
      race: header?.race ?? null,
      takenFor: header === null && !recording ? await kindOf(file, id, size) : null,
      recording,
      ops: recording ? 0 : (end?.ops ?? (await countOperations(file, size))),
      durationMs: end?.t ?? null,
      ended: recording ? 'recording' : (end?.reason ?? (header === null ? 'unknown' : 'torn')),
      verdict: null,
      bytes: size,
    };
  } finally {
    await file.close();
  }
}

/** The first line without a BOM, and the bytes it takes, line feed included; null where it is too long to be a header. */
export async function readFirstLine(
  file: FileHandle,
  size: number,
): Promise<{ text: string; bytes: number } | null> {
  for (let length = HEAD_BYTES; ; length *= 8) {
    const head = await readAt(file, 0, Math.min(length, size));
    const lf = head.indexOf('\n');
    if (lf !== -1) return { text: head.toString('utf8', 0, lf).replace(/^\ufeff/, ''), bytes: lf + 1 };
    if (length >= size || length >= MAX_HEAD_BYTES) return null;
  }
}

async function readHeader(file: FileHandle, size: number): Promise<CaptureHeader | null> {
  const line = await readFirstLine(file, size);
  if (line === null) return null;
  const record = decodeLine(line.text);
  return record.kind === 'header' ? record.header : null;
}

async function readEnd(file: FileHandle, size: number): Promise<EndRecord | null> {
  for (let length = END_BYTES; ; length = MAX_END_BYTES) {
    const tail = await readAt(file, Math.max(0, size - length), Math.min(length, size));
    // A last line without its line feed may be half of one.
    const text = tail.toString('utf8').trimEnd();
    const lf = text.lastIndexOf('\n');
    if (lf === -1 && length < size && length < MAX_END_BYTES) continue;
    const record = decodeLine(text.slice(lf + 1));
    return record.kind === 'end' ? record : null;
  }
}

async function kindOf(file: FileHandle, id: string, size: number): Promise<string | null> {
  if (size === 0) return null;
  const importer = createImporter(id);
  importer.push(await readAt(file, 0, Math.min(COUNT_BYTES, size)));
  if (size <= COUNT_BYTES) importer.end();
  return importer.takenFor;
}

/** For files without an end: operations are the lines that do not begin with our own `$`. */
async function countOperations(file: FileHandle, size: number): Promise<number> {
  let found = 0;
  let carry = '';
  for (let at = 0; at < Math.min(size, MAX_COUNTED); at += COUNT_BYTES) {
    const lines = (carry + (await readAt(file, at, COUNT_BYTES)).toString('latin1')).split('\n');
    carry = lines.pop() ?? '';
    for (const line of lines) if (line.startsWith('{') && !line.startsWith('{"$"')) found++;
  }
  return found;
}

function titleOf(schema: string | undefined): string | null {
  if (schema === undefined) return null;
  const parsed = parseSchema(schema);
  return parsed.ok ? schemaTitle(parsed.schema) : null;
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(length), 0, length, position);
  return buffer.subarray(0, bytesRead);
}

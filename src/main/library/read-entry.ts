import { type FileHandle, open } from 'node:fs/promises';
import type { CaptureEntry } from '../../bridge/contract.ts';
import { decodeLine } from '../../core/capture/decode.ts';
import type { CaptureHeader } from '../../core/capture/header.ts';
import type { EndRecord } from '../../core/capture/record.ts';
import { parseSchema } from '../../core/schema/parse.ts';
import { schemaTitle } from '../../core/schema/title.ts';

/** The header holds a schema and the request's body; the end a refusal of at most 64 KiB, escaped. */
const HEAD_BYTES = 256 * 1024;
const MAX_HEAD_BYTES = 16 * 1024 * 1024;
const TAIL_BYTES = 256 * 1024;

/** What the list of captures says of a file, from its first and its last line. */
export async function readEntry(path: string, id: string): Promise<CaptureEntry> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const header = await readHeader(file, size);
    const end = await readEnd(file, size);
    return {
      id,
      path,
      label: header?.label ?? id,
      wall: header?.wall ?? null,
      connection: header?.connection?.name ?? null,
      model: header?.connection?.model ?? null,
      schemaTitle: titleOf(header?.schema),
      simulated: header?.simulated === true,
      ops: end?.ops ?? (await countOperations(file, size)),
      durationMs: end?.t ?? null,
      ended: end?.reason ?? 'torn',
      bytes: size,
    };
  } finally {
    await file.close();
  }
}

async function readHeader(file: FileHandle, size: number): Promise<CaptureHeader | null> {
  for (let length = HEAD_BYTES; ; length *= 4) {
    const head = await readAt(file, 0, length);
    const lf = head.indexOf('\n');
    if (lf !== -1) {
      const record = decodeLine(head.toString('utf8', 0, lf));
      return record.kind === 'header' ? record.header : null;
    }
    if (length >= size || length >= MAX_HEAD_BYTES) return null;
  }
}

async function readEnd(file: FileHandle, size: number): Promise<EndRecord | null> {
  const tail = (await readAt(file, Math.max(0, size - TAIL_BYTES), TAIL_BYTES)).toString('utf8');
  const record = decodeLine(tail.trimEnd().split('\n').at(-1) ?? '');
  return record.kind === 'end' ? record : null;
}

/** For files without an end: operations are the lines that do not begin with our own `$`. */
async function countOperations(file: FileHandle, size: number): Promise<number> {
  let found = 0;
  let carry = '';
  for (let at = 0; at < size; at += HEAD_BYTES) {
    const lines = (carry + (await readAt(file, at, HEAD_BYTES)).toString('latin1')).split('\n');
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
  const { bytesRead, buffer } = await file.read(Buffer.alloc(length), 0, length, position);
  return buffer.subarray(0, bytesRead);
}

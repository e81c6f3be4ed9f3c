import type { RunPart } from '../../bridge/contract.ts';
import { isHeaderLine } from '../../core/capture/capture-reader.ts';
import { decodeLine } from '../../core/capture/decode.ts';
import type { Importer } from '../../core/capture/import.ts';
import type { SourceFile } from './source-file.ts';

/** What a look through a file tells before anything of it is shown. */
export interface Parts {
  takenFor: string | null;
  refused: string | null;
  notes: readonly string[];
  parts: RunPart[];
  /** False where not all of the file was looked at, and the rest may hold more. */
  areAll: boolean;
}

const READ_BYTES = 1024 * 1024;
/** A foreign file is read whole beforehand only where that takes well under a second; most are far smaller. */
const WHOLE_BYTES = 8 * 1024 * 1024;
/** Of a larger one, read while somebody reads its first run already: some milliseconds of work at a time. */
const PIECE_BYTES = 128 * 1024;
/** A list that a person chooses from. A file with more shows the first so many. */
const MOST_PARTS = 1000;
const LF = 10;
const NAME = '"patchcap"';
/** With the white space that other programs put between tokens, and the bytes of a BOM. */
const HEADER_START = /^(?:\xef\xbb\xbf)?\s*\{\s*"\$"\s*:\s*"patchcap"$/;
/** Bytes of it in front of the name. */
const LONGEST_START = 64;

/**
 * The runs in a file; of one that is still coming, those that are there. Our own are found by the first bytes of their
 * headers: 57 MB take about 50 ms. Those of a foreign file come out of its importer, and of a large one only where
 * `thoroughly` asks for them all.
 */
export async function partsOf(
  file: SourceFile,
  importer: () => Importer,
  thoroughly = false,
): Promise<Parts> {
  const { size } = file;
  const first = importer();
  const head = await file.read(0, READ_BYTES);
  const areAll = file.here >= size;
  const isWhole = head.length >= size;
  const lines = [...first.push(head), ...(isWhole ? first.end() : [])];
  if (first.refused !== null) return { ...about(first), parts: [], areAll: true };
  if (first.takenFor === null && first.format === 'patchcap') {
    const parts = await ownParts(file, lines);
    return { ...about(first), notes: isWhole ? first.notes : [], parts, areAll };
  }
  const readsOn = !isWhole && !first.isOneRun && (thoroughly || size <= WHOLE_BYTES);
  const headers = lines.filter(isHeaderLine);
  if (readsOn) {
    for (let at = head.length; at < size; at += PIECE_BYTES)
      headers.push(...first.push(await file.read(at, PIECE_BYTES)).filter(isHeaderLine));
    headers.push(...first.end().filter(isHeaderLine));
  }
  const parts = headers.slice(0, MOST_PARTS).map(partOf);
  return { ...about(first), parts, areAll: isWhole || readsOn || first.isOneRun };
}

function about({ takenFor, refused, notes }: Importer): Omit<Parts, 'parts' | 'areAll'> {
  return { takenFor, refused, notes: [...notes] };
}

async function ownParts(file: SourceFile, firstLines: string[]): Promise<RunPart[]> {
  const offsets = await headerOffsets(file);
  // A run that has lost its header is one as well, at the beginning of a file.
  const headless = firstLines[0] !== undefined && !isHeaderLine(firstLines[0]);
  const parts: RunPart[] = headless ? [UNKNOWN] : [];
  if (offsets.length + parts.length <= 1)
    return [...parts, ...firstLines.slice(0, 1).map(partOf)].slice(0, 1);
  for (const offset of offsets.slice(0, MOST_PARTS)) {
    const text = (await file.read(offset, Math.min(READ_BYTES, file.here - offset))).toString('utf8');
    parts.push(partOf(text.slice(0, Math.max(0, text.indexOf('\n'))).replace(/^\ufeff/, '')));
  }
  return parts;
}

async function headerOffsets(file: SourceFile): Promise<number[]> {
  const found: number[] = [];
  let kept = Buffer.alloc(0);
  const { here } = file;
  for (let at = 0; at < here; at += READ_BYTES) {
    // A header may begin in one stretch and be recognised in the next.
    const bytes = Buffer.concat([kept, await file.read(at, Math.min(READ_BYTES, here - at))]);
    const start = at - kept.length;
    for (let i = bytes.indexOf(NAME); i !== -1; i = bytes.indexOf(NAME, i + 1)) {
      const from = Math.max(0, i - LONGEST_START);
      const lf = bytes.subarray(from, i).lastIndexOf(LF);
      if (lf === -1 && start + from > 0) continue;
      const offset = start + from + lf + 1;
      const isNew = offset > (found.at(-1) ?? -1);
      if (isNew && HEADER_START.test(bytes.toString('latin1', from + lf + 1, i + NAME.length)))
        found.push(offset);
    }
    kept = Buffer.from(bytes.subarray(-LONGEST_START - NAME.length));
  }
  return found;
}

const UNKNOWN: RunPart = { label: null, wall: null, model: null };

function partOf(line: string): RunPart {
  const record = decodeLine(line);
  if (record.kind !== 'header') return UNKNOWN;
  const { label = null, wall = null, connection } = record.header;
  return { label, wall, model: connection?.model ?? null };
}

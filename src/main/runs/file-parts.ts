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
  /** False where more of the file was still to come, and may hold more. */
  areAll: boolean;
}

const READ_BYTES = 1024 * 1024;
/** A foreign file is read whole beforehand only where that takes well under a second; most are far smaller. */
const WHOLE_BYTES = 8 * 1024 * 1024;
/** A list that a person chooses from. A file with more shows the first so many. */
const MOST_PARTS = 1000;
const HEADER_START = '{"$":"patchcap"';

/**
 * The runs in a file; of one that is still coming, those that are there. Our own are found by the first bytes of their
 * headers: 57 MB take about 50 ms.
 */
export async function partsOf(file: SourceFile, importer: () => Importer): Promise<Parts> {
  const { size } = file;
  const first = importer();
  const head = await file.read(0, READ_BYTES);
  const areAll = file.here >= size;
  const lines = first.push(head);
  const isWhole = head.length >= size;
  if (isWhole) lines.push(...first.end());
  if (first.refused !== null) return { ...about(first), parts: [], areAll: true };
  if (first.takenFor === null && first.format === 'patchcap') {
    const parts = await ownParts(file, lines);
    return { ...about(first), notes: isWhole ? first.notes : [], parts, areAll };
  }
  if (!isWhole && size <= WHOLE_BYTES) {
    for (let at = READ_BYTES; at < size; at += READ_BYTES)
      lines.push(...first.push(await file.read(at, READ_BYTES)));
    lines.push(...first.end());
  }
  return { ...about(first), parts: foreignParts(lines), areAll: true };
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
    parts.push(partOf(text.slice(0, Math.max(0, text.indexOf('\n')))));
  }
  return parts;
}

async function headerOffsets(file: SourceFile): Promise<number[]> {
  const found: number[] = [];
  let kept = Buffer.from('\n');
  const { here } = file;
  for (let at = 0; at < here; at += READ_BYTES) {
    // A header may begin in one stretch and be recognised in the next.
    const bytes = Buffer.concat([kept, await file.read(at, Math.min(READ_BYTES, here - at))]);
    const start = at - kept.length;
    for (
      let i = bytes.indexOf(`\n${HEADER_START}`);
      i !== -1;
      i = bytes.indexOf(`\n${HEADER_START}`, i + 1)
    ) {
      found.push(start + i + 1);
    }
    kept = Buffer.from(bytes.subarray(-HEADER_START.length));
  }
  return found;
}

function foreignParts(lines: readonly string[]): RunPart[] {
  return lines.filter(isHeaderLine).slice(0, MOST_PARTS).map(partOf);
}

const UNKNOWN: RunPart = { label: null, wall: null, model: null };

function partOf(line: string): RunPart {
  const record = decodeLine(line);
  if (record.kind !== 'header') return UNKNOWN;
  const { label = null, wall = null, connection } = record.header;
  return { label, wall, model: connection?.model ?? null };
}

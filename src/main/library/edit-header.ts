import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { applyEdits, modify } from 'jsonc-parser';
import { decodeLine } from '../../core/capture/decode.ts';
import { Refusal } from '../refusal.ts';
import { readFirstLine } from './read-entry.ts';

/** What a person may change about a capture. A member that is left out stays. */
export interface HeaderChanges {
  label?: string;
  tags?: string[];
  notes?: string;
}

const COPY_BYTES = 1024 * 1024;

/**
 * Writes label, tags and notes into the header of a capture. All other bytes of the file stay as they are, those of the
 * header's other members too.
 *
 * 1. The new file is written beside the old one, synced, and renamed over it: a crash leaves the old or the new.
 * 2. A file that grows meanwhile is left alone: somebody else is recording into it.
 */
export async function editHeader(path: string, changes: HeaderChanges): Promise<void> {
  const source = await open(path, 'r');
  const aside = join(dirname(path), `.${basename(path)}.${process.pid}.tmp`);
  try {
    const { size } = await source.stat();
    const line = await readFirstLine(source, size);
    if (line === null || decodeLine(line.text).kind !== 'header') {
      throw new Refusal(
        'invalid',
        'Only captures of our own format have a place for a label, tags and notes.',
      );
    }
    const target = await open(aside, 'w', 0o600);
    try {
      await target.appendFile(`${edited(line.text, changes)}\n`);
      await copyRest(source, line.bytes, target);
      await target.sync();
    } finally {
      await target.close();
    }
    if ((await source.stat()).size !== size) {
      throw new Refusal(
        'unavailable',
        'The file is being written by another program. Try again when it is done.',
      );
    }
    await rename(aside, path);
  } catch (error) {
    await rm(aside, { force: true });
    throw error;
  } finally {
    await source.close();
  }
}

/** Edited as text, because parsing and printing it again would respell its numbers. */
function edited(header: string, changes: HeaderChanges): string {
  let text = header;
  for (const [name, value] of Object.entries(changes)) {
    text = applyEdits(text, modify(text, [name], value, {}));
  }
  return text;
}

async function copyRest(source: FileHandle, from: number, target: FileHandle): Promise<void> {
  const piece = Buffer.alloc(COPY_BYTES);
  for (let at = from; ;) {
    const { bytesRead } = await source.read(piece, 0, COPY_BYTES, at);
    if (bytesRead === 0) return;
    await target.appendFile(piece.subarray(0, bytesRead));
    at += bytesRead;
  }
}

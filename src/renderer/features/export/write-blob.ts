import { inSlices } from '../../state/in-slices.ts';
import type { Steps } from '../../../core/steps.ts';

/** Pieces of a file (a line or a row each, at about 2 µs) between two looks at the clock. */
const PIECES_A_STEP = 64;
/** UTF-16 units that are made bytes at a time: some milliseconds, and the window keeps no second copy of a long run. */
const PART = 1024 * 1024;

/** A file of pieces, written in slices: a long run has a million of them. */
export function writeBlob(pieces: Iterable<string>, type: string, signal?: AbortSignal): Promise<Blob> {
  return inSlices(parts(pieces, type), signal);
}

function* parts(pieces: Iterable<string>, type: string): Steps<Blob> {
  const blobs: Blob[] = [];
  let part = '';
  let count = 0;
  for (const piece of pieces) {
    part += piece;
    if (part.length > PART) {
      blobs.push(new Blob([part]));
      part = '';
    }
    count += 1;
    if (count % PIECES_A_STEP === 0) yield;
  }
  return new Blob([...blobs, part], { type });
}

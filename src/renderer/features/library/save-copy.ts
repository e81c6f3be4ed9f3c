import type { CaptureEntry } from '../../../bridge/contract.ts';
import { bridge, problemOf } from '../../state/bridge.ts';
import { note } from '../../state/library.ts';
import { fileStem, saveBlob } from '../../ui/save-blob.ts';

/** Saves the lines of a capture where the person says; a file of another kind becomes a capture by it. */
export async function saveCopy(entry: CaptureEntry): Promise<void> {
  try {
    const { run } = await bridge.call('captures.open', { id: entry.id });
    try {
      saveBlob(`${fileStem(entry.label)}.patchcap.ndjson`, await linesOf(run));
    } finally {
      await bridge.call('runs.close', { run });
    }
  } catch (thrown) {
    note({ tone: 'error', text: `“${entry.label}” could not be copied: ${problemOf(thrown)}` });
  }
}

async function linesOf(run: string): Promise<Blob> {
  const pieces: BlobPart[] = [];
  for (let from = 0; ;) {
    const { bytes, next, done } = await bridge.call('runs.read', { run, from });
    if (bytes.length > 0) pieces.push(bytes, '\n');
    if (done) return new Blob(pieces, { type: 'application/x-ndjson' });
    from = next;
  }
}

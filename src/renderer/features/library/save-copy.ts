import type { CaptureEntry } from '../../../bridge/contract.ts';
import { bridge, problemOf } from '../../state/bridge.ts';
import { note } from '../../state/library.ts';
import { closeRun } from '../../state/run.ts';
import { fileStem, saveBlob } from '../../ui/save-blob.ts';

/** Saves the lines of a capture, of all its runs, where the person says; a file of another kind becomes a capture by it. */
export async function saveCopy(entry: CaptureEntry): Promise<void> {
  try {
    const pieces: BlobPart[] = [];
    const { run, reading, parts } = await bridge.call('captures.open', { id: entry.id });
    const others = reading === null ? [] : parts.slice(1).map((_, i) => ({ ...reading, part: i + 1 }));
    try {
      await takeLines(run, pieces);
      for (const other of others) {
        const again = await bridge.call('runs.reread', { run, reading: other });
        await takeLines(again.run, pieces);
        await closeRun(again.run);
      }
    } finally {
      await closeRun(run);
    }
    saveBlob(`${fileStem(entry.label)}.patchcap.ndjson`, new Blob(pieces, { type: 'application/x-ndjson' }));
  } catch (thrown) {
    note({ tone: 'error', text: `“${entry.label}” could not be copied: ${problemOf(thrown)}` });
  }
}

async function takeLines(run: string, pieces: BlobPart[]): Promise<void> {
  for (let from = 0; ;) {
    const { bytes, next, done } = await bridge.call('runs.read', { run, from });
    if (bytes.length > 0) pieces.push(bytes, '\n');
    if (done) return;
    from = next;
  }
}

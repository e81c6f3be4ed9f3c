import { patchcapExport } from '../../../core/capture/exporters/patchcap.ts';
import { withoutValuesSteps } from '../../../core/capture/exporters/without-values.ts';
import { playerPage } from '../../../core/capture/player-page.ts';
import type { RunRecord } from '../../../core/run/record.ts';
import type { DocumentState } from '../../../core/run/verdict.ts';
import { problemOf } from '../../state/bridge.ts';
import { inSlices } from '../../state/in-slices.ts';
import { dismiss, notify } from '../../state/notices.ts';
import { useRun } from '../../state/run.ts';
import { canExport } from '../export/export-run.ts';
import { whileWriting } from '../export/while-writing.ts';
import { writeBlob } from '../export/write-blob.ts';
import { counted } from '../rows/format.ts';
import { isPlayer } from './commands.ts';
import { pictureOf } from './picture.ts';
import { rasterise } from './rasterise.ts';
import { reelOf, REST } from './reel.ts';
import { fileStem, saveBlob } from '../../ui/save-blob.ts';
import { paletteOfTheme } from './theme-palette.ts';
import { pictureSize, timelineSvg } from './timeline-svg.ts';

/** What can be taken out of the window, besides the core's own formats (`features/export`). */
export type Export = 'player' | 'player without values' | 'svg' | 'png' | 'copy png' | 'gif' | 'webm';

/** Exports the run on screen, and says what came of it. */
export async function exportRun(what: Export): Promise<void> {
  const { record, opened, status, verdict } = useRun.getState();
  const enough = isPlayer(what) ? canExport() : (record?.log.length ?? 0) > 0;
  if (record === null || !enough) {
    notify({ tone: 'error', text: 'There is no run to export yet.' });
    return;
  }
  // A draft without a name has an empty one.
  const title = record.header?.draft?.title || record.header?.label || opened?.name || 'Run';
  try {
    const document = status === 'ended' ? (verdict?.document ?? null) : null;
    await write(what, { record, title, stem: fileStem(opened?.name ?? title), document });
  } catch (thrown) {
    notify({ tone: 'error', text: `It could not be exported: ${problemOf(thrown)}` });
  }
}

interface Exported {
  record: RunRecord;
  title: string;
  /** Of the file's name. */
  stem: string;
  /** What was found about the document of a run that has ended. */
  document: DocumentState | null;
}

async function write(what: Export, run: Exported): Promise<void> {
  const { record, title, stem } = run;
  switch (what) {
    case 'player':
      return savePlayer(`${stem}.html`, run, false);
    case 'player without values':
      return savePlayer(`${stem}-without-values.html`, { ...run, title: 'A run without its values' }, true);
    case 'svg': {
      const { svg } = drawing(record, title);
      saveBlob(`${stem}.svg`, new Blob([svg], { type: 'image/svg+xml' }));
      return;
    }
    case 'png': {
      const { svg, size } = drawing(record, title);
      saveBlob(`${stem}.png`, await rasterise(svg, size));
      return;
    }
    case 'copy png': {
      const { svg, size } = drawing(record, title);
      // The promise goes in, because the permission to write lasts no longer than the press.
      await navigator.clipboard.write([new ClipboardItem({ 'image/png': rasterise(svg, size) })]);
      notify({ tone: 'info', text: 'Picture copied' });
      return;
    }
    case 'gif':
    case 'webm':
      return animate(what, record, title, stem);
    default:
      return what satisfies never;
  }
}

/** The page that plays the run on any machine. The player comes over only now. */
async function savePlayer(
  name: string,
  { record, title, document }: Exported,
  withoutValues: boolean,
): Promise<void> {
  const { default: code } = await import('virtual:landfall-player');
  const words = `Writing a page that plays ${counted(record.ops, 'operation')}…`;
  const page = await whileWriting(words, async (signal) => {
    const shown = withoutValues ? await inSlices(withoutValuesSteps(record), signal) : record;
    const pieces = playerPage({ title, ops: shown.ops, document }, code, patchcapExport.write(shown));
    return writeBlob(pieces, 'text/html', signal);
  });
  if (page !== null) saveBlob(name, page);
}

/** In the theme that the window has. */
function drawing(record: RunRecord, title: string) {
  const theme = document.documentElement.dataset['theme'] === 'light' ? 'light' : 'dark';
  const picture = pictureOf(record, title);
  return { svg: timelineSvg(picture, paletteOfTheme(theme)), size: pictureSize(picture) };
}

async function animate(kind: 'gif' | 'webm', record: RunRecord, title: string, stem: string): Promise<void> {
  const theme = document.documentElement.dataset['theme'] === 'light' ? 'light' : 'dark';
  const reel = reelOf(record, title, paletteOfTheme(theme));
  const abort = new AbortController();
  const notice = notify({
    tone: 'info',
    text: `Recording an animation of ${Math.round((reel.duration + REST) / 1000)} s…`,
    actions: [{ label: 'Stop', run: () => abort.abort() }],
    lasting: true,
  });
  try {
    saveBlob(`${stem}.${kind}`, await (await recorderOf(kind))(reel, abort.signal));
  } catch (thrown) {
    if (!abort.signal.aborted) throw thrown;
  } finally {
    dismiss(notice);
  }
}

async function recorderOf(kind: 'gif' | 'webm') {
  return kind === 'gif'
    ? (await import('./record-gif.ts')).recordGif
    : (await import('./record-webm.ts')).recordWebm;
}

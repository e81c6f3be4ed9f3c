import { RunRecord } from '../core/run/record.ts';
import { Carried } from './carried.ts';
import { el } from './dom.ts';
import { FieldTable } from './fields.ts';
import { fold } from './fold.ts';
import { frame } from './frame.ts';
import { startSaveKey } from './keys.ts';
import { paper } from './paper.ts';
import { Playback } from './playback.ts';
import { Reading } from './reading.ts';
import type { PlayedRun } from './run.ts';
import { followSystemTheme } from './theme.ts';
import { judge, toldState } from './verdict.ts';
import './style/player.css';

/** The page: it reads the capture that it carries and plays it. Nothing is asked of anybody. */
async function start(): Promise<void> {
  followSystemTheme();
  const carried = new Carried();
  const reading = new Reading();
  const keep = (): void => void save(carried, document.title);
  startSaveKey(keep);
  try {
    const run = await read(carried, reading, keep);
    if (carried.isEmpty) reading.instead(NO_RUN);
    else reading.done(...frame(run), paper(run));
  } catch (thrown) {
    const why = thrown instanceof Error ? thrown.message : String(thrown);
    reading.instead(
      `This run could not be shown: ${why}. The capture in this page is whole all the same.`,
      el('button', { type: 'button', click: keep }, 'Save capture'),
    );
  }
}

/** Blocks are taken out of the page as they are read, so a browser that saves what it shows saves no run. */
const NO_RUN =
  'This page carries no run: it was saved from a browser, which keeps what it shows. Use the file that Landfall wrote, or save the run with its button “Save capture”.';

async function read(carried: Carried, reading: Reading, keep: () => void): Promise<PlayedRun> {
  const record = new RunRecord();
  const isWhole = await fold(carried, record, reading.stop.signal, () => reading.update(record));
  return {
    title: document.title,
    prompt: promptOf(record),
    record,
    playback: new Playback(record),
    fields: new FieldTable(record),
    verdict: await judge(record, toldState(), isWhole ? null : reading.wordsOfPart(record)),
    save: keep,
  };
}

/** The last thing that a person said. */
function promptOf(record: RunRecord): string {
  const input = record.header?.draft?.input ?? '';
  const text =
    typeof input === 'string' ? input : (input.findLast(({ role }) => role === 'user')?.content ?? '');
  return text.replaceAll(/\s+/g, ' ').trim();
}

async function save(carried: Carried, title: string): Promise<void> {
  const url = URL.createObjectURL(await carried.file());
  const stem = title.replaceAll(/[^\p{L}\p{N}._-]+/gu, '-').replaceAll(/^-+|-+$/g, '') || 'run';
  const link = document.createElement('a');
  link.href = url;
  link.download = `${stem}.patchcap.ndjson`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 0);
}

void start();

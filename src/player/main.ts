import { RunRecord } from '../core/run/record.ts';
import { Carried } from './carried.ts';
import { fold } from './fold.ts';
import { frame } from './frame.ts';
import { paper } from './paper.ts';
import { Playback } from './playback.ts';
import { Reading } from './reading.ts';
import { FieldTable } from './fields.ts';
import { followSystemTheme } from './theme.ts';
import { judge, toldState } from './verdict.ts';
import './style/player.css';

/** The page: it reads the capture that it carries and plays it. Nothing is asked of anybody. */
async function start(): Promise<void> {
  followSystemTheme();
  const carried = new Carried();
  const record = new RunRecord();
  const reading = new Reading();
  const whole = await fold(carried, record, reading.stop.signal, () => reading.update(record));
  const verdict = await judge(record, toldState(), whole ? null : reading.wordsOfPart(record));
  const run = {
    title: document.title,
    prompt: promptOf(record),
    record,
    playback: new Playback(record),
    fields: new FieldTable(record),
    verdict,
    save: () => void save(carried, document.title),
  };
  reading.remove();
  document.body.append(...frame(run), paper(run));
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

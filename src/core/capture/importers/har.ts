import { DELAYED_CLOCK, SERVER_CLOCK } from '../../run/times-source.ts';
import { member, numberOf, stringOf } from '../members.ts';
import type { HeadRecord } from '../record.ts';
import { parseWallTime } from '../wall-time.ts';
import { type ImportFormat, type ImportOptions, protocolOption } from './format.ts';
import { arrayOf, harStream, type HarStream, isWithoutText, mimeTypeOf, objectOf } from './har-stream.ts';
import { schemaOfRequest } from './request-schema.ts';
import { type RunAbout, RunWriter } from './run-writer.ts';
import { inMilliseconds, isWallTime } from './times.ts';
import { whole, type WholeFindings } from './whole-reader.ts';

/** HTTP archives (HAR 1.2, softwareishard.com/blog/har-12-spec), as browsers and their drivers write them. */
export const har: ImportFormat = {
  id: 'har',
  title: 'HTTP archive of a browser (HAR)',
  fits: ({ text }) => /^\ufeff?\s*\{\s*"log"\s*:\s*\{/.test(text),
  open: (options) =>
    whole('HTTP archive (HAR)', (document, _text, out) => readArchive(document, options, out)),
};

function readArchive(document: unknown, options: ImportOptions, out: string[]): WholeFindings {
  const entries = arrayOf(member(objectOf(member(objectOf(document), 'log')), 'entries')).map(objectOf);
  const notes: string[] = [];
  let runs = 0;
  let untimed = 0;
  for (const entry of entries) {
    const stream = harStream(entry);
    if (stream === null || !readEntry(entry, stream, options, out)) continue;
    runs += 1;
    if (!stream.timed) untimed += 1;
  }
  const mute = entries.filter(isWithoutText).length;
  if (runs === 0) {
    const why =
      mute > 0
        ? 'It has the times of streams and not what they said: export it with sensitive data.'
        : 'Browsers leave bodies out unless they are asked for them.';
    return {
      runs,
      notes,
      refused: `None of the ${entries.length} exchanges in this HTTP archive is a stream: an event stream, or lines of JSON, with its body. ${why}`,
    };
  }
  if (runs > 1) notes.push(`The file holds ${runs} runs.`);
  if (untimed === runs) notes.push('The archive has no times of single events; it was read without times.');
  else if (untimed > 0)
    notes.push(`Runs that were read without times, since the archive has none of their events: ${untimed}.`);
  if (mute > 0)
    notes.push(`Streams of which the archive has the times and not the text were left out: ${mute}.`);
  return { runs, notes };
}

/** Whether there was a run in it. */
function readEntry(
  entry: object,
  { framing, frames, timed }: HarStream,
  options: ImportOptions,
  out: string[],
): boolean {
  const sent = sentAt(entry);
  const head = headOf(entry);
  const writer = new RunWriter({ ...aboutOf(entry, options), framing }, head);
  // Chromium dates the first message of a fetch at the request's beginning; nothing comes before the head.
  let last = head.t ?? 0;
  for (const { frame, message } of frames) {
    const ms = message === null ? null : inMilliseconds(member(message, 'time'), options.unit ?? 's');
    const t = ms === null || !isWallTime(ms) ? ms : sent === null ? null : ms - sent;
    if (t !== null) last = Math.max(last, rounded(t));
    writer.frame(frame, { t: t === null ? null : last, c: numberOf(message, '_c') ?? null }, out);
  }
  const total = numberOf(entry, 'time') ?? 0;
  const known = timed && total > 0;
  // The browser saw the body end; an error has no member of its own in the format.
  return writer.end(out, known ? { t: Math.max(last, rounded(total - beforeSent(entry))) } : {});
}

function aboutOf(entry: object, options: ImportOptions): Omit<RunAbout, 'framing'> {
  const request = objectOf(member(entry, 'request'));
  const url = stringOf(request, 'url');
  const method = stringOf(request, 'method');
  const body = stringOf(objectOf(member(request, 'postData')), 'text');
  const schema = body === undefined ? undefined : schemaOfRequest(body);
  const clock = [SERVER_CLOCK, DELAYED_CLOCK].find((known) => known === member(entry, '_clock'));
  const wall = stringOf(entry, 'startedDateTime');
  return {
    ...(wall === undefined ? {} : { wall }),
    t0: sentAt(entry) === null ? 'unknown' : 'request-sent',
    request: {
      ...(method === undefined ? {} : { method }),
      // SECURITY: a query may hold a key, and headers do; neither is taken over.
      ...(url === undefined ? {} : { url: url.replace(/[?#].*$/s, '') }),
      ...(body === undefined ? {} : { body }),
    },
    ...(schema === undefined ? {} : { schema }),
    redacted: ['headers', ...(url?.includes('?') === true ? ['query'] : [])],
    label: stringOf(entry, 'comment') ?? options.name,
    ...protocolOption(options),
    ...(member(entry, '_simulated') === true ? { simulated: true } : {}),
    ...(member(entry, '_synthetic') === true ? { synthetic: true } : {}),
    ...(clock === undefined ? {} : { clock }),
  };
}

function headOf(entry: object): HeadRecord {
  const response = objectOf(member(entry, 'response'));
  const type = mimeTypeOf(entry);
  const status = numberOf(response, 'status') ?? 0;
  // Of a WebSocket (101) Chromium counts most of its life as waiting.
  const wait = status === 101 ? -1 : (numberOf(objectOf(member(entry, 'timings')), 'wait') ?? -1);
  return {
    kind: 'head',
    t: wait < 0 ? null : rounded(wait),
    status,
    headers: type === undefined ? {} : { 'content-type': type },
    phases: {},
  };
}

/** Wall time at which the request's last byte was out; null where the archive does not say when it began. */
function sentAt(entry: object): number | null {
  const started = parseWallTime(stringOf(entry, 'startedDateTime') ?? '');
  return started === null ? null : started + beforeSent(entry);
}

/** Milliseconds from the start of an exchange until its request was out. -1 stands for "does not apply" (HAR 1.2). */
function beforeSent(entry: object): number {
  const timings = objectOf(member(entry, 'timings'));
  // `ssl` is part of `connect`.
  return ['blocked', 'dns', 'connect', 'send'].reduce((sum, phase) => {
    return sum + Math.max(0, numberOf(timings, phase) ?? 0);
  }, 0);
}

/** To the microsecond: wall time in seconds has no more digits in a double. */
function rounded(ms: number): number {
  return Math.round(ms * 1000) / 1000;
}

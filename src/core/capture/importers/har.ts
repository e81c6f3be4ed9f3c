import type { Stamp } from '../../run/event.ts';
import { createFramer } from '../../wire/framer.ts';
import { sniffFraming } from '../../wire/sniff.ts';
import { fromBase64 } from '../base64.ts';
import { member, numberOf, stringOf } from '../members.ts';
import type { HeadRecord } from '../record.ts';
import { parseWallTime } from '../wall-time.ts';
import { type ImportFormat, type ImportOptions, protocolOption } from './format.ts';
import { schemaOfRequest } from './request-schema.ts';
import { type RunAbout, RunWriter } from './run-writer.ts';
import { inMilliseconds, isWallTime } from './times.ts';
import { whole, type WholeFindings } from './whole-reader.ts';

/**
 * HTTP archives (HAR 1.2, softwareishard.com/blog/har-12-spec). Browsers add to an exchange whose body is an event
 * stream a member `_eventSourceMessages` with `{time, eventName, eventId, data}` a message, the time in seconds. Where
 * that is missing, the body is read without times.
 */
export const har: ImportFormat = {
  id: 'har',
  title: 'HTTP archive of a browser (HAR)',
  fits: ({ text }) => /^\ufeff?\s*\{\s*"log"\s*:\s*\{/.test(text),
  open: (options) =>
    whole('HTTP archive (HAR)', (document, _text, out) => readArchive(document, options, out)),
};

const STREAMED = /event-stream|ndjson|jsonl|json-seq/i;

function readArchive(document: unknown, options: ImportOptions, out: string[]): WholeFindings {
  const entries = arrayOf(member(objectOf(member(objectOf(document), 'log')), 'entries')).map(objectOf);
  const streams = entries.filter(isStream);
  const notes: string[] = [];
  let runs = 0;
  let untimed = 0;
  for (const entry of streams) {
    const { timed, any } = readEntry(entry, options, out);
    if (!any) continue;
    runs += 1;
    if (!timed) untimed += 1;
  }
  if (runs === 0) {
    return {
      runs,
      notes,
      refused: `None of the ${entries.length} exchanges in this HTTP archive is a stream: an event stream, or lines of JSON, with its body. Browsers leave bodies out unless they are asked for them.`,
    };
  }
  if (runs > 1) notes.push(`The file holds ${runs} runs.`);
  if (untimed > 0) notes.push('The archive has no times of single events; it was read without times.');
  return { runs, notes };
}

function isStream(entry: object): boolean {
  if (messagesOf(entry).length > 0) return true;
  const response = objectOf(member(entry, 'response'));
  const type = stringOf(objectOf(member(response, 'content')), 'mimeType') ?? '';
  return STREAMED.test(type) && bodyOf(entry) !== null;
}

function readEntry(entry: object, options: ImportOptions, out: string[]): { timed: boolean; any: boolean } {
  const sent = sentAt(entry);
  const type = stringOf(objectOf(member(objectOf(member(entry, 'response')), 'content')), 'mimeType') ?? null;
  const messages = messagesOf(entry);
  const body = bodyOf(entry) ?? new Uint8Array();
  const framing = messages.length > 0 ? 'sse' : sniffFraming(type, body);
  const writer = new RunWriter({ ...aboutOf(entry, options), framing }, headOf(entry));
  const none: Stamp = { t: null, c: null };
  for (const message of messages) {
    const ms = inMilliseconds(member(message, 'time'), options.unit ?? 's');
    const t = ms === null ? null : isWallTime(ms) ? (sent === null ? null : rounded(ms - sent)) : rounded(ms);
    const stamp = { t, c: numberOf(message, '_c') ?? null };
    const event = stringOf(message, 'eventName') || 'message';
    writer.frame({ kind: 'sse', event, data: stringOf(message, 'data') ?? '' }, stamp, out);
  }
  if (messages.length === 0) {
    const framer = createFramer(framing);
    for (const frame of [...framer.push(body), ...framer.end()]) writer.frame(frame, none, out);
  }
  const total = numberOf(entry, 'time');
  const before = total === undefined ? null : beforeSent(entry);
  const t = total === undefined || before === null || total <= 0 ? null : rounded(total - before);
  // The browser saw the body end; an error has no member of its own in the format.
  const any = writer.end(out, messages.length > 0 ? { t } : {});
  return { timed: messages.length > 0, any };
}

function aboutOf(entry: object, options: ImportOptions): Omit<RunAbout, 'framing'> {
  const request = objectOf(member(entry, 'request'));
  const url = stringOf(request, 'url');
  const method = stringOf(request, 'method');
  const body = stringOf(objectOf(member(request, 'postData')), 'text');
  const schema = body === undefined ? undefined : schemaOfRequest(body);
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
  };
}

function headOf(entry: object): HeadRecord {
  const response = objectOf(member(entry, 'response'));
  const type = stringOf(objectOf(member(response, 'content')), 'mimeType');
  const wait = numberOf(objectOf(member(entry, 'timings')), 'wait') ?? -1;
  return {
    kind: 'head',
    t: wait < 0 ? null : rounded(wait),
    status: numberOf(response, 'status') ?? 0,
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

function messagesOf(entry: object): object[] {
  return arrayOf(member(entry, '_eventSourceMessages')).map(objectOf);
}

/** Null where the archive was written without bodies. */
function bodyOf(entry: object): Uint8Array | null {
  const content = objectOf(member(objectOf(member(entry, 'response')), 'content'));
  const text = stringOf(content, 'text');
  if (text === undefined || text === '') return null;
  return stringOf(content, 'encoding') === 'base64' ? fromBase64(text) : new TextEncoder().encode(text);
}

/** To the microsecond: wall time in seconds has no more digits in a double. */
function rounded(ms: number): number {
  return Math.round(ms * 1000) / 1000;
}

function arrayOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function objectOf(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {};
}

import type { RunRecord } from '../../run/record.ts';
import type { StreamEvent } from '../../run/event.ts';
import { DELAYED_CLOCK, SERVER_CLOCK, timesSource } from '../../run/times-source.ts';
import { readFrameLine } from '../frame-line.ts';
import type { ExportFormat } from './format.ts';
import { captureLines, type Extent, extentOf } from './lines.ts';
import { formatWallTime, parseWallTime } from '../wall-time.ts';
import { decodeLine } from '../decode.ts';

/**
 * An HTTP archive (HAR 1.2) with one exchange, and its messages as browsers write them (`_eventSourceMessages`, time in
 * seconds since 1970), so that a browser's network panel and our own import show the same stream. `_c` is the number of
 * the socket read. A body of plain text has no messages and is there as a body alone.
 */
export const harExport: ExportFormat = {
  id: 'har',
  title: 'HTTP archive with the stream’s events (HAR)',
  extensions: ['.har'],
  mime: 'application/json',
  problem: ({ log, frames }) =>
    log.length === 0 && frames.length === 0 ? 'There are no events in this run.' : null,
  write: writeArchive,
};

/** Without a wall time in the header: 2020. Any that is read as one would do (`importers/times.ts`). */
const NO_WALL = 1_577_836_800_000;

function* writeArchive(record: RunRecord, extent = extentOf(record)): Generator<string> {
  const { header, head } = record;
  const { end } = extent;
  const source = timesSource(record);
  const started = parseWallTime(header?.wall ?? '') ?? NO_WALL;
  const wait = Math.max(0, head?.t ?? 0);
  const time = Math.max(wait, end?.t ?? 0);
  const entry = {
    startedDateTime: formatWallTime(started) ?? '',
    time,
    request: {
      method: header?.request?.method ?? 'POST',
      url: header?.request?.url ?? '',
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: [],
      queryString: [],
      headersSize: -1,
      bodySize: -1,
      ...(header?.request?.body === undefined
        ? {}
        : { postData: { mimeType: 'application/json', text: header.request.body } }),
    },
    cache: {},
    // Times count from the end of the request, so nothing lies before it.
    timings: { blocked: -1, dns: -1, connect: -1, send: 0, wait, receive: time - wait, ssl: -1 },
    ...(header?.label === undefined ? {} : { comment: header.label }),
    ...(header?.simulated === true ? { _simulated: true } : {}),
    ...(header?.synthetic === true ? { _synthetic: true } : {}),
    ...(source === 'server clock' ? { _clock: SERVER_CLOCK } : {}),
    ...(source === 'partly delayed' ? { _clock: DELAYED_CLOCK } : {}),
  };
  const log = { version: '1.2', creator: { name: 'Landfall', version: header?.app ?? '' } };
  yield `{"log":${JSON.stringify(log).slice(0, -1)},"entries":[\n${JSON.stringify(entry).slice(0, -1)},"_eventSourceMessages":[`;
  let separator = '\n';
  for (const { t, c, event, data } of messagesOf(record, extent)) {
    if (t === null || event === null) continue;
    const member = {
      time: (started + t) / 1000,
      eventName: event,
      eventId: '',
      data,
      ...(c === null ? {} : { _c: c }),
    };
    yield `${separator}${JSON.stringify(member)}`;
    separator = ',\n';
  }
  yield `\n],"response":`;
  const response = {
    status: head?.status ?? 200,
    statusText: '',
    httpVersion: 'HTTP/1.1',
    cookies: [],
    headers: Object.entries(head?.headers ?? {}).map(([name, value]) => ({ name, value })),
    redirectURL: '',
    headersSize: -1,
    bodySize: -1,
  };
  // The body as it would stand in a file; it holds the comments, which no browser counts as messages.
  const mimeType = header?.source?.framing === 'text' ? 'text/plain' : 'text/event-stream';
  yield `${JSON.stringify(response).slice(0, -1)},"content":{"size":-1,"mimeType":"${mimeType}","text":"`;
  for (const message of messagesOf(record, extent)) yield JSON.stringify(bodyText(message)).slice(1, -1);
  yield '"}}}\n]}}\n';
}

interface Message {
  t: number | null;
  c: number | null;
  /** Null for what is in the body and no message: comments, and the pieces of a text. */
  event: string | null;
  data: string;
  comment: boolean;
}

function* messagesOf(record: RunRecord, extent: Extent): Generator<Message> {
  for (const line of captureLines(record, extent)) {
    const framed = record.frames.length > 0 ? readFrameLine(line) : null;
    if (framed !== null) {
      const { t, c, frame } = framed;
      if (frame.kind === 'sse') yield { t, c, event: frame.event, data: frame.data, comment: false };
      else yield { t, c, event: frame.kind === 'line' ? 'message' : null, data: frame.text, comment: false };
      continue;
    }
    const event = decodeLine(line);
    if ('c' in event) yield* messageOf(event);
  }
}

/** What the event would be in an event stream of ours; decisions and notes of our own were never on the wire. */
function* messageOf(event: StreamEvent): Generator<Message> {
  const { t, c } = event;
  switch (event.kind) {
    case 'op':
      yield { t, c, event: 'patch', data: event.text, comment: false };
      return;
    case 'ops':
      for (const op of event.ops) yield { t, c, event: 'patch', data: JSON.stringify(op), comment: false };
      return;
    case 'bad':
      if (typeof event.raw === 'string') yield { t, c, event: 'patch', data: event.raw, comment: false };
      return;
    case 'err':
      if (event.source === 'in-band') {
        const data = typeof event.data === 'string' ? event.data : JSON.stringify(event.data);
        yield { t, c, event: 'error', data, comment: false };
      }
      return;
    case 'mark':
      if (event.name === 'done') yield { t, c, event: 'done', data: '{}', comment: false };
      return;
    case 'unknown':
      yield { t, c, event: event.name || 'message', data: event.text, comment: false };
      return;
    case 'beat':
      yield { t, c, event: null, data: event.text, comment: true };
      return;
    case 'reason':
    case 'usage':
    case 'gate':
    case 'document':
    case 'grow':
    case 'close':
    case 'note':
    case 'finish':
      return;
    default:
      event satisfies never;
  }
}

function bodyText({ event, data, comment }: Message): string {
  if (comment)
    return data
      .split(/\r\n|\n|\r/)
      .map((line) => `:${line}\n`)
      .join('');
  if (event === null) return data;
  const name = event === 'message' ? '' : `event: ${event}\n`;
  return `${name}${data
    .split(/\r\n|\n|\r/)
    .map((line) => `data: ${line}\n`)
    .join('')}\n`;
}

import type { Frame } from '../../wire/frame.ts';
import { createFramer } from '../../wire/framer.ts';
import { sniffFraming } from '../../wire/sniff.ts';
import { fromBase64 } from '../base64.ts';
import type { Framing } from '../header.ts';
import { member, stringOf } from '../members.ts';

/** What came in one exchange of an archive. */
export interface HarStream {
  framing: Framing;
  frames: HarFrame[];
  /** The archive has a time for each event. */
  timed: boolean;
}

export interface HarFrame {
  frame: Frame;
  /** Where the archive notes when it came: in its member `time`. */
  message: object | null;
}

const STREAMED = /event-stream|ndjson|jsonl|json-seq/i;

/**
 * The stream of an exchange; null where it is none, or where its text was left out.
 *
 * 1. `_eventSourceMessages`: `{time, eventName, eventId, data}`, of an `EventSource` and of a `fetch`. Chromium's export
 *    without sensitive data has them without `data`; their times are then put to the events of the body.
 * 2. The body, where its type is a stream's. It has no times.
 * 3. `_webSocketMessages`: `{type, time, opcode, data}`; what was received as text, where it is JSON.
 */
export function harStream(entry: object): HarStream | null {
  const messages = arrayOf(member(entry, '_eventSourceMessages')).map(objectOf);
  const told = messages.flatMap((message): HarFrame[] => {
    const data = stringOf(message, 'data');
    const event = stringOf(message, 'eventName') || 'message';
    return data === undefined ? [] : [{ frame: { kind: 'sse', event, data }, message }];
  });
  if (told.length > 0 && told.length === messages.length)
    return { framing: 'sse', frames: told, timed: true };
  const type = mimeTypeOf(entry) ?? null;
  const body = bodyOf(entry);
  if (body !== null && (messages.length > 0 || STREAMED.test(type ?? '')))
    return fromBody(body, type, messages);
  return fromSocket(arrayOf(member(entry, '_webSocketMessages')).map(objectOf));
}

/** Whether an archive has the times of a stream and not what it said. */
export function isWithoutText(entry: object): boolean {
  return arrayOf(member(entry, '_eventSourceMessages')).length > 0 && harStream(entry) === null;
}

export function mimeTypeOf(entry: object): string | undefined {
  return stringOf(contentOf(entry), 'mimeType');
}

function fromBody(body: Uint8Array, type: string | null, messages: readonly object[]): HarStream {
  const framing = sniffFraming(type, body);
  const framer = createFramer(framing);
  const frames = [...framer.push(body), ...framer.end()];
  // One to one, or the times would be those of other events.
  const timed = messages.length > 0 && frames.filter(({ kind }) => kind === 'sse').length === messages.length;
  let next = 0;
  return {
    framing,
    timed,
    frames: frames.map((frame) => ({
      frame,
      message: timed ? (messages[frame.kind === 'sse' ? next++ : next] ?? null) : null,
    })),
  };
}

function fromSocket(messages: readonly object[]): HarStream | null {
  const frames = messages.flatMap((message): HarFrame[] => {
    const text = stringOf(message, 'data') ?? '';
    const isText = member(message, 'type') === 'receive' && member(message, 'opcode') === 1;
    return isText && /^\s*[[{]/.test(text) ? [{ frame: { kind: 'line', text }, message }] : [];
  });
  return frames.length === 0 ? null : { framing: 'ndjson', frames, timed: true };
}

/** Null where the archive was written without bodies. */
function bodyOf(entry: object): Uint8Array | null {
  const content = contentOf(entry);
  const text = stringOf(content, 'text');
  if (text === undefined || text === '') return null;
  return stringOf(content, 'encoding') === 'base64' ? fromBase64(text) : new TextEncoder().encode(text);
}

function contentOf(entry: object): object {
  return objectOf(member(objectOf(member(entry, 'response')), 'content'));
}

export function arrayOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function objectOf(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {};
}

import type { Operation } from '../patch/operation.ts';
import { errorMessage } from '../protocols/error-message.ts';
import type { Stamp, StreamEvent } from '../run/event.ts';
import { toBase64 } from './base64.ts';
import type { CaptureHeader } from './header.ts';
import type { EndRecord, HeadRecord } from './record.ts';
import { suffixOf } from './suffix.ts';

/** The first line of a capture. Like all lines here it comes without its line feed. */
export function headerLine(header: CaptureHeader): string {
  const { $, v, ...rest } = header;
  return JSON.stringify({ $, v, ...rest });
}

export function headLine(head: HeadRecord): string {
  const { status, headers, phases } = head;
  return record('head', { t: head.t, c: null }, members({ status, headers, phases }));
}

export function endLine(end: EndRecord): string {
  const { kind: _kind, t, reason, ...rest } = end;
  return record('end', { t, c: null }, members({ reason, ...rest }));
}

/**
 * One event as one line. `decodeLine` gives back the same event, the received text of operations byte for byte; times
 * keep three decimals. An operation costs one splice of its text.
 */
export function eventLine(event: StreamEvent): string {
  switch (event.kind) {
    case 'op':
      return operationLine(event, event.op, event.text, event.doc);
    case 'ops': {
      const ops = sourceMember('ops', event.text, event.text.startsWith('['), event.ops);
      return record('ops', event, members({ doc: event.doc }) + ops);
    }
    case 'document':
      return record('document', event, members({ doc: event.doc, name: event.name, asText: event.asText }));
    case 'grow':
      // As `value`, so that a document finds it where it finds the value of an operation.
      return record('grow', event, members({ doc: event.doc, path: event.path, value: event.text }));
    case 'close':
      return record('close', event, members({ doc: event.doc, path: event.path }));
    case 'note': {
      const { doc, what, path, message } = event;
      return record('note', event, members({ doc, what, path, message }));
    }
    case 'finish':
      return record('finish', event, members({ reason: event.reason }));
    case 'bad': {
      const { doc, raw, error } = event;
      const known = typeof raw === 'string' ? 'syntax' : 'encoding';
      const shown = typeof raw === 'string' ? { raw } : { raw64: toBase64(raw) };
      return record(
        'bad',
        event,
        members({ doc, ...shown, why: error.message, kind: otherThan(known, error.kind) }),
      );
    }
    case 'beat':
    case 'reason':
      return record(event.kind, event, members({ text: event.text }));
    case 'usage':
      return record('usage', event, members({ data: event.data ?? null }));
    case 'err': {
      const data = event.data ?? null;
      const message = otherThan(errorMessage(data), event.message);
      return record('err', event, members({ kind: event.source, message, data }));
    }
    case 'gate':
      return record('gate', event, members({ name: event.name, path: event.path, decision: event.decision }));
    case 'mark':
      return record('mark', event, members({ name: event.name, data: event.data }));
    case 'unknown':
      return record('ev', event, members({ event: event.name, data: event.text }));
    default:
      return event satisfies never;
  }
}

function operationLine(stamp: Stamp, op: Operation, text: string, doc: string | undefined): string {
  const taken = Object.hasOwn(op, 't') || Object.hasOwn(op, 'c') || Object.hasOwn(op, '$');
  const oneLine = isOneLine(text);
  if (taken || !oneLine || doc !== undefined) {
    return record('op', stamp, members({ doc }) + sourceMember('op', text, true, op));
  }
  const brace = text.lastIndexOf('}');
  return text.slice(0, brace) + suffixOf(stamp) + text.slice(brace);
}

/**
 * A member whose value is JSON as it was received. Text that is more than that value, or that has line ends in it
 * (several `data:` lines of one SSE event), is kept beside it as `raw`. Raw line ends stand between tokens only, so a
 * space in their place changes no value and no spelling.
 */
function sourceMember(name: 'op' | 'ops', text: string, isValue: boolean, value: unknown): string {
  const flat = text.replaceAll(/[\r\n]/g, ' ').trim();
  const source = `,"${name}":${isValue ? flat : JSON.stringify(value)}`;
  return isValue && flat === text ? source : members({ raw: text }) + source;
}

function isOneLine(text: string): boolean {
  return !text.includes('\n') && !text.includes('\r');
}

/** A line of ours: `{"$":"kind","t":…,"c":…, …}`. Members that are undefined are left out. */
export function recordLine(kind: string, stamp: Stamp, of: { [name: string]: unknown }): string {
  return record(kind, stamp, members(of));
}

function record(kind: string, { t, c }: Stamp, rest: string): string {
  return `{"$":"${kind}"${suffixOf({ t, c })}${rest}}`;
}

/** `,"a":1,"b":2`; members that are undefined are left out. */
function members(of: { [name: string]: unknown }): string {
  let out = '';
  for (const [name, value] of Object.entries(of)) {
    if (value !== undefined) out += `,${JSON.stringify(name)}:${JSON.stringify(value)}`;
  }
  return out;
}

function otherThan(known: string, value: string): string | undefined {
  return value === known ? undefined : value;
}

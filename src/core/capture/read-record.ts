import { type EventBody, NOTES, type Stamp } from '../run/event.ts';
import { ENDINGS, type Ending } from '../run/verdict.ts';
import { errorMessage } from '../protocols/error-message.ts';
import { eventOfValue, operationEvent } from '../protocols/operation-line.ts';
import { checkOperation } from '../patch/check-operation.ts';
import type { Operation, PatchError } from '../patch/operation.ts';
import { fromBase64 } from './base64.ts';
import { elementSources } from './element-sources.ts';
import { member, type Members, numberOf, numbersOf, stringOf, stringsOf } from './members.ts';
import { readHeader } from './read-header.ts';
import type { CaptureRecord, EndRecord } from './record.ts';

const KINDS = new Set(
  'patchcap head ev txt op ops bad beat usage reason gate mark err end document grow close note finish'.split(
    ' ',
  ),
);

export function isKnownKind(kind: string): boolean {
  return KINDS.has(kind);
}

/** Reads a parsed line that has a member `$`. `line` is its text, for the source of wrapped operations. */
export function readRecord(value: Members, line: string): CaptureRecord {
  const stamp: Stamp = { t: numberOf(value, 't') ?? null, c: numberOf(value, 'c') ?? null };
  switch (member(value, '$')) {
    case 'patchcap':
      return readHeader(value);
    case 'head':
      return {
        kind: 'head',
        t: stamp.t,
        status: numberOf(value, 'status') ?? 0,
        headers: stringsOf(member(value, 'headers')),
        phases: numbersOf(member(value, 'phases')),
      };
    case 'end':
      return readEnd(value, stamp.t);
    default: {
      const body = readBody(value, line);
      if (body === null) return { kind: 'ignored' };
      const doc = stringOf(value, 'doc');
      return doc === undefined ? { ...stamp, ...body } : { ...stamp, ...body, doc };
    }
  }
}

function readBody(value: Members, line: string): EventBody | null {
  const text = stringOf(value, 'text') ?? '';
  const name = stringOf(value, 'name') ?? '';
  const path = stringOf(value, 'path') ?? '';
  switch (member(value, '$')) {
    case 'op': {
      const received = stringOf(value, 'raw');
      if (received !== undefined) return operationEvent(received);
      return eventOfValue(member(value, 'op'), elementSources(line).get('op') ?? line);
    }
    case 'ops':
      return readOps(value, line);
    case 'bad':
      return readBad(value);
    case 'beat':
      return { kind: 'beat', text };
    case 'reason':
      return { kind: 'reason', text };
    case 'usage':
      return { kind: 'usage', data: member(value, 'data') ?? null };
    case 'mark': {
      const data = member(value, 'data');
      return data === undefined ? { kind: 'mark', name } : { kind: 'mark', name, data };
    }
    case 'document':
      return {
        kind: 'document',
        name: stringOf(value, 'name') ?? null,
        asText: member(value, 'asText') === true,
      };
    case 'grow':
      return { kind: 'grow', path, text: stringOf(value, 'value') ?? '' };
    case 'close':
      return { kind: 'close', path };
    case 'note': {
      const what = NOTES.find((known) => known === member(value, 'what'));
      return what === undefined
        ? null
        : { kind: 'note', what, path, message: stringOf(value, 'message') ?? '' };
    }
    case 'finish':
      return { kind: 'finish', reason: stringOf(value, 'reason') ?? '' };
    case 'gate':
      return {
        kind: 'gate',
        name,
        path,
        decision: stringOf(value, 'decision') ?? '',
      };
    case 'err': {
      const data = member(value, 'data') ?? null;
      const message = stringOf(value, 'message') ?? errorMessage(data);
      const source = stringOf(value, 'kind') === 'connection' ? 'connection' : 'in-band';
      return { kind: 'err', source, message, data };
    }
    case 'ev':
      return { kind: 'unknown', name: stringOf(value, 'event') ?? '', text: stringOf(value, 'data') ?? '' };
    case 'txt':
      return { kind: 'unknown', name: 'txt', text: stringOf(value, 'data') ?? text };
    default:
      return null;
  }
}

function readOps(value: Members, line: string): EventBody {
  const text = stringOf(value, 'raw') ?? elementSources(line).get('ops') ?? line;
  const given = member(value, 'ops');
  if (!Array.isArray(given)) {
    return { kind: 'bad', raw: text, error: { kind: 'malformed', message: '"ops" must be an array' } };
  }
  const ops: Operation[] = [];
  for (const one of given) {
    const checked = checkOperation(one);
    if (!checked.ok) return { kind: 'bad', raw: text, error: checked.error };
    ops.push(checked.op);
  }
  return { kind: 'ops', text, ops };
}

const ERROR_KINDS: readonly PatchError['kind'][] = [
  'malformed',
  'pointer',
  'missing',
  'index',
  'type',
  'test',
  'prefix',
  'limit',
];

function readBad(value: Members): EventBody {
  const raw64 = stringOf(value, 'raw64');
  const bytes = raw64 === undefined ? null : fromBase64(raw64);
  const message = stringOf(value, 'why') ?? 'unreadable';
  const given = stringOf(value, 'kind');
  const fallback = bytes === null ? 'syntax' : 'encoding';
  const kinds = [...ERROR_KINDS, 'syntax' as const, 'encoding' as const];
  const kind = kinds.find((known) => known === given) ?? fallback;
  return { kind: 'bad', raw: bytes ?? stringOf(value, 'raw') ?? raw64 ?? '', error: { kind, message } };
}

function readEnd(value: Members, t: number | null): EndRecord {
  const end: EndRecord = { kind: 'end', t, reason: endingOf(stringOf(value, 'reason')) };
  const ops = numberOf(value, 'ops');
  const bytes = numberOf(value, 'bytes');
  const usage = member(value, 'usage');
  const finish = stringOf(value, 'finish_reason');
  const message = stringOf(value, 'message');
  const refusal = member(value, 'refusal');
  if (ops !== undefined) end.ops = ops;
  if (bytes !== undefined) end.bytes = bytes;
  if (usage !== undefined && usage !== null) end.usage = usage;
  if (finish !== undefined) end.finish_reason = finish;
  if (message !== undefined) end.message = message;
  if (typeof refusal === 'object' && refusal !== null) {
    end.refusal = { status: numberOf(refusal, 'status') ?? 0, body: stringOf(refusal, 'body') ?? '' };
  }
  return end;
}

function endingOf(reason: string | undefined): Ending {
  return ENDINGS.find((known) => known === reason) ?? 'unknown';
}

import type { Operation } from '../../patch/operation.ts';
import type { StreamEvent } from '../../run/event.ts';
import { RunRecord } from '../../run/record.ts';
import { READING } from '../../run/times-source.ts';
import { parseSchema } from '../../schema/parse.ts';
import { finish, type Steps } from '../../steps.ts';
import { elementSources } from '../element-sources.ts';
import { endLine, eventLine, headerLine, headLine } from '../encode.ts';
import type { CaptureHeader } from '../header.ts';
import { CAPTURE_MAJOR } from '../read-header.ts';
import type { EndRecord } from '../record.ts';
import { KeyMask } from './key-mask.ts';
import { type Extent, extentOf } from './lines.ts';
import { maskJson, maskText } from './mask.ts';
import { schemaShape } from './schema-shape.ts';

/** Marks with names of ours; all others are the server's. */
const KEPT_MARKS = new Set<string>(['done', ...Object.values(READING)]);

export interface WithoutValuesOptions {
  /** Keeps keys that no schema declares. They are content otherwise: the keys of a map name customers. */
  keepKeys?: boolean;
}

/**
 * A run without its content, for someone who may see how it went but not what it said. Kept are times, socket reads,
 * lengths, types, the order and the names of declared fields, pace and ending; see `docs/capture-format.md` for what
 * becomes of the rest. It is a run like any other, so every format can be written of it.
 *
 * 1. No text of a value, a prompt, an error or an unreadable line is in it, wherever it stood.
 * 2. Each event is an event of the same kind, with the same time; an operation that applied applies, one that failed
 *    fails.
 *
 * Operations of a text stream become operations, since its pieces could not be cut in the same places. Of a live run it
 * is as much as has come at the call.
 */
export function withoutValues(record: RunRecord, options: WithoutValuesOptions = {}): RunRecord {
  return finish(withoutValuesSteps(record, options));
}

/** The same in steps: a line costs some 10 µs, and a long run has a million. */
export function* withoutValuesSteps(
  record: RunRecord,
  options: WithoutValuesOptions = {},
  extent: Extent = extentOf(record),
): Steps<RunRecord> {
  const bare = new RunRecord();
  for (const line of linesWithoutValues(record, options, extent)) {
    bare.push(line);
    yield;
  }
  return bare;
}

function* linesWithoutValues(
  record: RunRecord,
  { keepKeys = false }: WithoutValuesOptions,
  { events, end }: Extent,
): Generator<string> {
  const { header, head } = record;
  const schema = parseSchema(header?.schema ?? '');
  const masking = new Masking(record, new KeyMask(schema.ok ? schema.schema : null, keepKeys));
  yield headerLine(headerWithoutValues(header));
  if (head !== null) {
    const type = head.headers['content-type'];
    yield headLine({ ...head, headers: type === undefined ? {} : { 'content-type': type } });
  }
  for (let i = 0; i < events; i += 1) yield eventLine(masking.event(i));
  if (end !== null) yield endLine(endWithoutValues(end));
  // With the header it gets here, a bare file of operations would be a capture that has lost its tail.
  else if (header === null) yield endLine({ kind: 'end', t: null, reason: 'unknown' });
}

function headerWithoutValues(header: CaptureHeader | null): CaptureHeader {
  const schema = schemaShape(header?.schema ?? '');
  const { id, app, wall, clock, t0, source, simulated, synthetic, connection, draft } = header ?? {};
  const { kind, model } = connection ?? {};
  return {
    $: 'patchcap',
    v: CAPTURE_MAJOR,
    ...(id === undefined ? {} : { id }),
    ...(app === undefined ? {} : { app }),
    ...(wall === undefined ? {} : { wall }),
    ...(clock === undefined ? {} : { clock }),
    t0: t0 ?? 'unknown',
    source: {
      ...(source?.framing === 'sse' ? { framing: 'sse' } : { framing: 'ndjson' }),
      protocol: 'dottxt.patch',
    },
    ...(schema === null ? {} : { schema }),
    ...(draft?.params === undefined ? {} : { draft: { params: draft.params } }),
    connection: { ...(kind === undefined ? {} : { kind }), ...(model === undefined ? {} : { model }) },
    redacted: [...(header?.redacted ?? []), 'values'],
    ...(simulated === true ? { simulated } : {}),
    ...(synthetic === true ? { synthetic } : {}),
  };
}

function endWithoutValues({ message: _message, refusal, usage, ...end }: EndRecord): EndRecord {
  return {
    ...end,
    ...(usage === undefined ? {} : { usage: countsOf(usage) }),
    ...(refusal === undefined ? {} : { refusal: { status: refusal.status, body: maskText(refusal.body) } }),
  };
}

/** Event by event, each against the document as it stood before it. */
class Masking {
  readonly #record: RunRecord;
  readonly #keys: KeyMask;

  constructor(record: RunRecord, keys: KeyMask) {
    this.#record = record;
    this.#keys = keys;
  }

  event(i: number): StreamEvent {
    const event = this.#record.log.event(i);
    const { t, c } = event;
    switch (event.kind) {
      case 'op': {
        const text = this.#operation(i, event.op, event.text, event.doc);
        return { t, c, kind: 'op', text, op: JSON.parse(text), ...docOf(event) };
      }
      case 'ops': {
        // Against the document before all of them: their places are masked alike whatever the others do.
        const sources = event.text.startsWith('[') ? [...elementSources(event.text).values()] : [];
        const texts = event.ops.map((op, n) =>
          this.#operation(i, op, sources[n] ?? JSON.stringify(op), event.doc),
        );
        const text = `[${texts.join(',')}]`;
        return { t, c, kind: 'ops', text, ops: JSON.parse(text), ...docOf(event) };
      }
      case 'bad': {
        const raw = typeof event.raw === 'string' ? maskText(event.raw) : new Uint8Array(event.raw.length);
        return { ...event, raw, error: { kind: event.error.kind, message: 'left out' } };
      }
      case 'err':
        return { ...event, message: maskText(event.message), data: null };
      case 'beat':
      case 'reason':
        return { ...event, text: maskText(event.text) };
      case 'usage':
        return { ...event, data: countsOf(event.data) };
      case 'mark':
        return { t, c, kind: 'mark', name: KEPT_MARKS.has(event.name) ? event.name : maskText(event.name) };
      case 'gate':
        return { ...event, name: maskText(event.name), path: this.#place(i, event.path, undefined).masked };
      case 'unknown':
        return { ...event, text: maskText(event.text) };
      case 'document':
        return { ...event, name: null };
      case 'grow':
        return { ...event, path: this.#place(i, event.path, event.doc).masked, text: maskText(event.text) };
      case 'close':
        return { ...event, path: this.#place(i, event.path, event.doc).masked };
      case 'note':
        return { ...event, path: this.#place(i, event.path, event.doc).masked, message: 'left out' };
      case 'finish':
        return event;
      default:
        return event satisfies never;
    }
  }

  #operation(i: number, op: Operation, text: string, doc: string | undefined): string {
    const { masked, pattern } = this.#place(i, op.path, doc);
    const path = JSON.stringify(masked);
    switch (op.op) {
      case 'add':
      case 'replace':
      case 'append':
        return `{"op":"${op.op}","path":${path},"value":${this.#value(valueOf(text), pattern)}}`;
      case 'test':
        return `{"op":"test","path":${path},"value":${this.#tested(i, op.path, pattern, text, doc)}}`;
      case 'remove':
        return `{"op":"remove","path":${path}}`;
      case 'move':
      case 'copy': {
        const from = JSON.stringify(this.#place(i, op.from, doc).masked);
        return `{"op":"${op.op}","from":${from},"path":${path}}`;
      }
      default:
        return op satisfies never;
    }
  }

  /** Without content most values are alike; a test has to come out as it did. */
  #tested(i: number, path: string, pattern: string, text: string, doc: string | undefined): string {
    const view = this.#viewBefore(i, doc);
    const node = view.find(path);
    const value = this.#value(valueOf(text), pattern);
    if (node === null) return value;
    const there = this.#value(view.source(node), pattern);
    if (this.#record.log.error(i) === null) return there;
    return there === value ? `[${value}]` : value;
  }

  #value(text: string, pattern: string): string {
    return maskJson(text, pattern, (place, name) => this.#keys.key(place, name));
  }

  #place(i: number, path: string, doc: string | undefined): { masked: string; pattern: string } {
    return this.#keys.pointer(path, this.#viewBefore(i, doc));
  }

  #viewBefore(i: number, doc: string | undefined) {
    const document = this.#record.documents.find(({ id }) => id === (doc ?? null));
    return (document?.history ?? this.#record.history).at(i - 1);
  }
}

function docOf({ doc }: { doc?: string }): { doc?: string } {
  return doc === undefined ? {} : { doc };
}

function valueOf(text: string): string {
  return elementSources(text).get('value') ?? 'null';
}

/** Counts of tokens are no content; what is not a number goes. */
function countsOf(data: unknown): unknown {
  if (typeof data === 'number') return data;
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return null;
  return Object.fromEntries(
    Object.entries(data)
      .filter(([, value]) => typeof value === 'number' || (typeof value === 'object' && value !== null))
      .map(([name, value]) => [name, countsOf(value)]),
  );
}

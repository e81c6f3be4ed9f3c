import { endLine, eventLine, headerLine, headLine } from '../../core/capture/encode.ts';
import type { Framing } from '../../core/capture/header.ts';
import type { EndRecord } from '../../core/capture/record.ts';
import { frameLine } from '../../core/capture/frame-line.ts';
import type { Decoder, Protocol } from '../../core/protocols/protocol.ts';
import { protocol } from '../../core/protocols/table.ts';
import type { EventBody, Stamp } from '../../core/run/event.ts';
import type { Frame } from '../../core/wire/frame.ts';
import { READING } from '../../core/run/times-source.ts';
import { createFramer, type Framer } from '../../core/wire/framer.ts';
import { sniffFraming } from '../../core/wire/sniff.ts';
import type { ReadStamp } from './content-decoding.ts';
import type { Head, Outcome } from './exchange.ts';
import { isTooDeep, MAX_NESTING } from './nesting.ts';
import type { PreparedRun } from './prepare-run.ts';
import { type Redactor, redactor } from './redact.ts';
import { connectionSentence, refusalSentence } from './sentences.ts';
import { client } from './streaming-client.ts';

export interface StreamOptions {
  run: PreparedRun;
  signal: AbortSignal;
  /** One or more whole patchcap lines, joined by LF, without a last one; in the order of the file. */
  onLines(lines: string): void;
  /** The request's last byte was handed to the socket: `t0`, on `monotonic()`'s clock. */
  onSent?(now: number): void;
}

/** As much of a refused request's body as is kept. */
const REFUSAL_BYTES = 64 * 1024;
/** A run lives in memory while it is on screen. At 57 bytes an operation this is nine million of them. */
const MAX_RUN_BYTES = 512 * 1024 * 1024;

/**
 * Sends a prepared run and gives out what arrives as patchcap lines: header and head with the first byte of the body,
 * each event as it is complete, the end. Resolves with the end and never rejects: however it went, it is in the lines.
 */
export async function streamRun(options: StreamOptions): Promise<EndRecord> {
  const { run } = options;
  const enough = new AbortController();
  const reader = new BodyReader(
    run,
    (lines) => options.onLines(lines),
    () => enough.abort(),
  );
  const outcome = await client.exchange(
    {
      url: run.url,
      method: 'POST',
      headers: run.headers,
      body: run.body,
      silenceMs: run.silenceMs,
      signal: AbortSignal.any([options.signal, enough.signal]),
    },
    {
      sent(now) {
        reader.t0 = now;
        options.onSent?.(now);
      },
      head: (head) => reader.head(head),
      data: (bytes, stamp) => reader.data(bytes, stamp),
      reading: (how, now) => reader.reading(how, now),
    },
  );
  return reader.end(outcome);
}

/** What one response's body comes to. */
class BodyReader {
  t0: number | null = null;
  readonly #run: PreparedRun;
  readonly #onLines: (lines: string) => void;
  readonly #enough: () => void;
  readonly #redact: Redactor;
  readonly #protocol: Protocol;
  readonly #decoder: Decoder;
  #head: Head | null = null;
  #refusal: { message: string; body: Uint8Array[]; size: number } | null = null;
  #framer: Framer | null = null;
  #last: Stamp = { t: null, c: null };
  #bytes = 0;
  #ops = 0;
  #usage: unknown;
  #finish: string | null = null;
  #done = false;
  /** The first thing in the stream that ends it as an error. */
  #error: string | null = null;
  #over = false;

  constructor(run: PreparedRun, onLines: (lines: string) => void, enough: () => void) {
    this.#protocol = protocol(run.protocol);
    this.#decoder = this.#protocol.decoder();
    this.#run = run;
    this.#onLines = onLines;
    this.#enough = enough;
    this.#redact = redactor(run.key);
  }

  head(head: Head): void {
    // A server that answers before it has read the request: its answer is the first moment there is.
    this.t0 ??= head.now;
    this.#head = head;
    const message = refusalSentence(head, this.#run.url);
    if (message !== null) this.#refusal = { message, body: [], size: 0 };
  }

  data(bytes: Uint8Array, stamp: ReadStamp): void {
    if (this.#over) return;
    this.#bytes += bytes.length;
    if (this.#refusal !== null) {
      this.#refusal.body.push(Uint8Array.from(bytes));
      this.#refusal.size += bytes.length;
      if (this.#refusal.size >= REFUSAL_BYTES) this.#stop();
      return;
    }
    this.#last = { t: this.#since(stamp.now), c: stamp.c };
    const lines: string[] = [];
    this.#framer ??= this.#begin(bytes, lines);
    for (const frame of this.#framer.push(bytes)) this.#frame(frame, lines);
    if (lines.length > 0) this.#onLines(lines.join('\n'));
    if (this.#bytes > MAX_RUN_BYTES) {
      this.#fail(`The answer is larger than ${MAX_RUN_BYTES / 1024 / 1024} MiB.`);
    }
  }

  /** Times after a pause are late by a delay of our own, so the run says where it was. */
  reading(how: keyof typeof READING, now: number): void {
    if (this.#over || this.#framer === null) return;
    this.#onLines(eventLine({ t: this.#since(now), c: null, kind: 'mark', name: READING[how] }));
  }

  end(outcome: Outcome): EndRecord {
    const lines: string[] = [];
    if (this.#framer === null) this.#begin(new Uint8Array(), lines);
    if (!this.#over && this.#framer !== null) {
      for (const frame of this.#framer.end()) this.#frame(frame, lines);
      this.#events(this.#decoder.end(), lines);
    }
    this.#over = true;
    const end: EndRecord = {
      kind: 'end',
      t: this.t0 === null ? null : this.#since(outcome.now),
      ...this.#ending(outcome),
      ops: this.#ops,
      bytes: this.#bytes,
      ...(this.#usage === undefined ? {} : { usage: this.#usage }),
      ...(this.#finish === null ? {} : { finish_reason: this.#finish }),
    };
    lines.push(endLine(end));
    this.#onLines(lines.join('\n'));
    return end;
  }

  /** The first that holds, in the order of `ENDINGS`. */
  #ending(outcome: Outcome): Pick<EndRecord, 'reason' | 'message' | 'refusal'> {
    if (this.#refusal !== null && this.#head !== null) {
      const body = Buffer.concat(this.#refusal.body).subarray(0, REFUSAL_BYTES).toString('utf8');
      return {
        reason: 'refused',
        message: this.#redact.text(this.#refusal.message),
        refusal: { status: this.#head.status, body: this.#redact.text(body) },
      };
    }
    if (this.#error !== null) return { reason: 'error in stream', message: this.#error };
    switch (outcome.kind) {
      case 'failed':
        return {
          reason: 'cut',
          message: this.#redact.text(connectionSentence(outcome.failure, this.#run.url)),
        };
      case 'silent':
        return {
          reason: 'timed out',
          message: `Nothing came for ${this.#run.silenceMs / 1000} s. A longer timeout can be set beside the prompt.`,
        };
      case 'stopped':
        return { reason: 'stopped' };
      case 'complete':
        return { reason: this.#done ? 'done' : 'eof' };
      default:
        return outcome satisfies never;
    }
  }

  /** Header and head: as late as the first byte, which tells the framing. */
  #begin(first: Uint8Array, lines: string[]): Framer {
    const head = this.#head;
    const framing: Framing | null =
      head === null
        ? null
        : sniffFraming(head.headers['content-type'] ?? null, first, this.#protocol.framings);
    const { header } = this.#run;
    lines.push(
      headerLine({ ...header, source: { ...(framing === null ? {} : { framing }), ...header.source } }),
    );
    if (head !== null) {
      // A session is as good as a key.
      const { 'set-cookie': _cookie, ...headers } = this.#redact.deep(head.headers);
      const { status, phases } = head;
      lines.push(
        headLine({ kind: 'head', t: this.#since(head.now), status, headers, phases: { ...phases } }),
      );
    }
    return createFramer(framing ?? this.#protocol.framings[0]);
  }

  #frame(frame: Frame, lines: string[]): void {
    if (this.#over) return;
    const clean = redacted(frame, this.#redact);
    if (this.#protocol.stored === 'frames') lines.push(frameLine(this.#last, clean));
    this.#events(this.#decoder.frame(clean), lines);
  }

  #events(events: readonly EventBody[], lines: string[]): void {
    for (const event of events) {
      // Where the frames are kept, who reads them derives the same events again.
      if (this.#protocol.stored === 'ops') lines.push(eventLine({ ...this.#last, ...event }));
      this.#take(event);
    }
  }

  #take(event: EventBody): void {
    if (isTooDeep(event)) this.#fail(`A value is nested deeper than ${MAX_NESTING} levels.`);
    switch (event.kind) {
      case 'op':
      case 'ops':
        this.#ops += event.kind === 'op' ? 1 : event.ops.length;
        break;
      case 'err':
        this.#error ??= event.message;
        break;
      case 'mark':
        if (event.name === 'done') this.#done = true;
        break;
      case 'usage':
        this.#usage = merged(this.#usage, event.data);
        break;
      case 'finish':
        this.#finish = event.reason;
        break;
      case 'bad':
        // A line over the limit of the framing.
        if (event.error.kind === 'limit') this.#fail(event.error.message);
        break;
      case 'beat':
      case 'close':
      case 'document':
      case 'gate':
      case 'grow':
      case 'note':
      case 'reason':
      case 'unknown':
        break;
      default:
        event satisfies never;
    }
  }

  #fail(message: string): void {
    this.#error ??= message;
    this.#stop();
  }

  #stop(): void {
    this.#over = true;
    this.#enough();
  }

  #since(now: number): number {
    return Math.round((now - (this.t0 ?? now)) * 1000) / 1000;
  }
}

/** Anthropic counts in parts: the prompt's tokens first, the answer's at the end. Later counts win. */
function merged(before: unknown, now: unknown): unknown {
  const both = [before, now].every((one) => typeof one === 'object' && one !== null);
  return both ? { ...Object(before), ...Object(now) } : now;
}

function redacted(frame: Frame, redact: Redactor): Frame {
  switch (frame.kind) {
    case 'line':
    case 'text':
    case 'comment': {
      const text = redact.text(frame.text);
      return text === frame.text ? frame : { ...frame, text };
    }
    case 'sse':
      return { ...frame, event: redact.text(frame.event), data: redact.text(frame.data) };
    case 'bad': {
      const { raw } = frame;
      return { ...frame, raw: typeof raw === 'string' ? redact.text(raw) : redact.bytes(raw) };
    }
    case 'limit':
      return { ...frame, head: redact.text(frame.head) };
    default:
      return frame satisfies never;
  }
}

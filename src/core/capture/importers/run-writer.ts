import type { Decoder, Protocol } from '../../protocols/protocol.ts';
import { protocolById } from '../../protocols/table.ts';
import type { EventBody, Stamp } from '../../run/event.ts';
import type { Frame } from '../../wire/frame.ts';
import { endLine, eventLine, headerLine, headLine } from '../encode.ts';
import { frameLine } from '../frame-line.ts';
import type { CaptureHeader, Framing } from '../header.ts';
import { CAPTURE_MAJOR } from '../read-header.ts';
import type { EndRecord, HeadRecord } from '../record.ts';
import { protocolOf } from './protocol-of.ts';

/** What is known of a run before its first frame. */
export interface RunAbout extends Omit<CaptureHeader, '$' | 'v' | 'source'> {
  framing: Framing;
  /** The protocol, where the file says; otherwise the frames tell it. */
  protocol?: string;
}

/** Comments and unreadable lines before the first frame that tells the protocol. */
const MOST_WAITING = 1000;

interface Waiting {
  stamp: Stamp;
  what: Frame | EventBody;
}

/**
 * One run of a foreign file: frames with their stamps in, lines of a capture out. The way of a live run, entered at its
 * frames. Nothing is written before the first frame, so a file without any gives no run.
 */
export class RunWriter {
  readonly #about: RunAbout;
  readonly #head: HeadRecord | null;
  /** What came before the protocol was known; null once it is. */
  #waiting: Waiting[] | null = [];
  /** Null where the protocol's frames are kept as they came. */
  #decoder: Decoder | null = null;
  #end: EndRecord = { kind: 'end', t: null, reason: 'unknown' };
  #last: Stamp = { t: null, c: null };
  /** What the run was taken for; null before that is known. */
  protocol: Protocol | null = null;

  constructor(about: RunAbout, head: HeadRecord | null = null) {
    this.#about = about;
    this.#head = head;
  }

  frame(frame: Frame, stamp: Stamp, out: string[]): void {
    this.#last = stamp;
    if (this.#waiting !== null) {
      this.#waiting.push({ stamp, what: frame });
      const told = this.#about.protocol ?? protocolOf([frame]);
      if (told !== null || this.#waiting.length > MOST_WAITING) this.#begin(told, out);
    } else this.#write(frame, stamp, out);
  }

  /** Something that is no frame of the stream but belongs to the file. */
  event(event: EventBody, stamp: Stamp, out: string[]): void {
    if (this.#waiting === null) this.#event(event, stamp, out);
    else this.#waiting.push({ stamp, what: event });
  }

  /** `known`: what the file says of how the run ended. Whether there was a run. */
  end(out: string[], known: Partial<EndRecord> = {}): boolean {
    if (this.#waiting?.length === 0) return false;
    this.#begin(this.#about.protocol ?? null, out);
    for (const event of this.#decoder?.end() ?? []) this.#event(event, this.#last, out);
    out.push(endLine({ ...this.#end, ...known }));
    return true;
  }

  #begin(told: string | null, out: string[]): void {
    if (this.#waiting === null) return;
    const waiting = this.#waiting;
    this.#waiting = null;
    const { framing, protocol: _protocol, ...about } = this.#about;
    const id = told ?? 'dottxt.patch';
    const protocol = protocolById(id);
    if (protocol === null) throw new Error(`no protocol ${id}`);
    this.protocol = protocol;
    if (protocol.stored === 'ops') this.#decoder = protocol.decoder();
    const source = { framing, protocol: id };
    out.push(headerLine({ $: 'patchcap', v: CAPTURE_MAJOR, t0: 'unknown', source, ...about }));
    if (this.#head !== null) out.push(headLine(this.#head));
    for (const { what, stamp } of waiting) {
      if (isFrame(what)) this.#write(what, stamp, out);
      else this.#event(what, stamp, out);
    }
  }

  #write(frame: Frame, stamp: Stamp, out: string[]): void {
    if (this.#decoder !== null)
      for (const event of this.#decoder.frame(frame)) this.#event(event, stamp, out);
    else out.push(frameLine(stamp, frame));
  }

  #event(event: EventBody, stamp: Stamp, out: string[]): void {
    out.push(eventLine({ ...stamp, ...event }));
    if (event.kind === 'mark' && event.name === 'done') this.#end.reason = 'done';
    if (event.kind === 'bad' && event.error.kind === 'limit') {
      this.#end = { kind: 'end', t: null, reason: 'error in stream', message: event.error.message };
    }
  }
}

function isFrame(what: Frame | EventBody): what is Frame {
  return (
    ['line', 'sse', 'text', 'comment', 'limit'].includes(what.kind) || (what.kind === 'bad' && 'why' in what)
  );
}

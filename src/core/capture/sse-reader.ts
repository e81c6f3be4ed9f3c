import { dottxtPatch } from '../protocols/dottxt-patch.ts';
import type { EventBody } from '../run/event.ts';
import type { Frame } from '../wire/frame.ts';
import { endLine, eventLine, headerLine } from './encode.ts';
import type { FileReader } from './file-reader.ts';
import type { EndRecord } from './record.ts';
import { CAPTURE_MAJOR } from './read-header.ts';

/** The text of a dottxt event stream, as `curl -N` leaves it: no times. */
export class SseReader implements FileReader {
  readonly takenFor = 'text of an event stream (SSE)';
  readonly refused = null;
  readonly runs = 1;
  readonly notes: string[] = [];
  readonly #decoder = dottxtPatch.decoder();
  readonly #name: string;
  #begun = false;
  #end: EndRecord = { kind: 'end', t: null, reason: 'unknown' };

  constructor(name: string) {
    this.#name = name;
  }

  frame(frame: Frame, _tail: boolean, out: string[]): void {
    this.#write(this.#decoder.frame(frame), out);
  }

  end(out: string[]): void {
    this.#write(this.#decoder.end(), out);
    if (this.#begun) out.push(endLine(this.#end));
  }

  #write(events: EventBody[], out: string[]): void {
    for (const event of events) {
      if (!this.#begun) {
        this.#begun = true;
        const source = { framing: 'sse' as const, protocol: dottxtPatch.id };
        out.push(headerLine({ $: 'patchcap', v: CAPTURE_MAJOR, t0: 'unknown', source, label: this.#name }));
      }
      out.push(eventLine({ t: null, c: null, ...event }));
      if (event.kind === 'mark' && event.name === 'done')
        this.#end = { kind: 'end', t: null, reason: 'done' };
      if (event.kind === 'bad' && event.error.kind === 'limit') {
        this.#end = { kind: 'end', t: null, reason: 'error in stream', message: event.error.message };
      }
    }
  }
}

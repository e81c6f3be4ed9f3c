import type { Frame } from './frame.ts';

/**
 * Lines of an event stream → events (WHATWG HTML §9.2.6), with three departures, because a recorder must not hide what
 * an application may ignore:
 *
 * 1. An event at the end of the body without its blank line is still told.
 * 2. A named event without data is told (`event: done` alone).
 * 3. A line that is no field is `bad`, and the non-standard field `error:` is an event of that name.
 *
 * `id` and `retry` concern reconnecting, which a run never does; they are dropped.
 */
export class SseAssembler {
  readonly #out: (frame: Frame) => void;
  readonly #limit: number;
  #event = '';
  #data: string[] = [];
  #size = 0;
  #spoiled = false;
  #over = false;

  constructor(out: (frame: Frame) => void, limit: number) {
    this.#out = out;
    this.#limit = limit;
  }

  line(text: string): void {
    if (this.#over) return;
    if (text === '') {
      this.dispatch();
      return;
    }
    const colon = text.indexOf(':');
    const field = colon < 0 ? text : text.slice(0, colon);
    const value = colon < 0 ? '' : text.slice(text.charCodeAt(colon + 1) === 32 ? colon + 2 : colon + 1);
    switch (field) {
      case 'data':
        this.#addData(value);
        return;
      case 'event':
        this.#event = value;
        return;
      case '':
        this.#out({ kind: 'comment', text: text.slice(1) });
        return;
      case 'id':
      case 'retry':
        return;
      case 'error':
        this.#out({ kind: 'sse', event: 'error', data: value });
        return;
      default:
        this.#out({
          kind: 'bad',
          raw: text,
          why: 'not a line of an event stream (data, event, id, retry, or a comment)',
        });
    }
  }

  bad(bytes: Uint8Array): void {
    if (this.#over) return;
    this.#spoiled = true;
    this.#out({ kind: 'bad', raw: bytes, why: 'not UTF-8' });
  }

  /** A line or an event over the limit: the last frame. */
  limit(head: string): void {
    if (this.#over) return;
    this.#over = true;
    this.#data = [];
    this.#out({ kind: 'limit', limit: this.#limit, head });
  }

  /** The blank line, or the end of the body. */
  dispatch(): void {
    if (this.#over) return;
    // An event whose only data line was unreadable has been told already, as that line.
    if (this.#data.length > 0 || (this.#event !== '' && !this.#spoiled)) {
      this.#out({ kind: 'sse', event: this.#event || 'message', data: this.#data.join('\n') });
    }
    this.#event = '';
    this.#data = [];
    this.#size = 0;
    this.#spoiled = false;
  }

  #addData(value: string): void {
    this.#data.push(value);
    this.#size += value.length + 1;
    if (this.#size <= this.#limit) return;
    this.limit(this.#data[0]?.slice(0, 200) ?? '');
  }
}

import { unreadableEvent } from '../../protocols/unreadable.ts';
import type { Frame } from '../../wire/frame.ts';
import { RECORD } from '../capture-reader.ts';
import { decodeLine } from '../decode.ts';
import { endLine, eventLine } from '../encode.ts';
import type { ImportFormat } from './format.ts';
import { framed, type FrameReader, TORN_NOTE } from './frame-reader.ts';

/** A file is a capture where its first line is a record of one, even one whose header was cut off. */
export const patchcap: ImportFormat = {
  id: 'patchcap',
  title: 'capture of Landfall (patchcap)',
  fits({ first }) {
    if (RECORD.test(first)) return true;
    const { kind } = first.includes('"patchcap"') ? decodeLine(first) : { kind: 'ignored' };
    return kind === 'header' || kind === 'refused';
  },
  open: () => framed(new CaptureReader(), 'ndjson'),
};

/** A capture: its lines pass as they are. Only headers and ends are looked at, so 57 MB cost no parse here. */
class CaptureReader implements FrameReader {
  readonly takenFor = null;
  refused: string | null = null;
  runs = 0;
  readonly notes: string[] = [];
  #ended = false;
  #over = false;

  frame(frame: Frame, tail: boolean, out: string[]): void {
    if (this.#over) return;
    if (frame.kind === 'line') this.#line(frame.text, tail, out);
    else if (frame.kind === 'bad' && tail) this.#tear(out);
    else if (frame.kind === 'bad' || frame.kind === 'limit') {
      const event = unreadableEvent(frame);
      out.push(eventLine({ t: null, c: null, ...event }));
      if (frame.kind === 'limit' && event.kind === 'bad') {
        out.push(endLine({ kind: 'end', t: null, reason: 'error in stream', message: event.error.message }));
      }
    }
  }

  end(_out: string[]): void {
    if (this.runs > 1) this.notes.push(`The file holds ${this.runs} runs.`);
  }

  #line(line: string, tail: boolean, out: string[]): void {
    const kind = line.charCodeAt(2) === 111 ? undefined : RECORD.exec(line)?.[1];
    if (tail && !isJson(line)) {
      this.#tear(out);
      return;
    }
    if (kind === 'patchcap') {
      if (!this.#admits(line)) return;
      this.runs += 1;
      this.#ended = false;
    } else if (this.runs === 0) this.runs = 1;
    if (kind === 'end') this.#ended = true;
    out.push(line);
  }

  /** False for a header of a later version: nothing behind it is read. */
  #admits(line: string): boolean {
    const record = decodeLine(line);
    if (record.kind !== 'refused') return true;
    this.#over = true;
    if (this.runs === 0) this.refused = record.message;
    else this.notes.push(`Run ${this.runs + 1} of this file is left out. ${record.message}`);
    return false;
  }

  #tear(out: string[]): void {
    this.notes.push(TORN_NOTE);
    if (!this.#ended) out.push(endLine({ kind: 'end', t: null, reason: 'torn', message: TORN_NOTE }));
  }
}

function isJson(line: string): boolean {
  try {
    JSON.parse(line);
    return true;
  } catch {
    return false;
  }
}

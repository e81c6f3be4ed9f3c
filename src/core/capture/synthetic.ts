import { RECORD } from './capture-reader.ts';
import { decodeLine } from './decode.ts';
import { eventLine, headerLine } from './encode.ts';
import { numberOf } from './members.ts';
import { CAPTURE_MAJOR } from './read-header.ts';
import { suffixOf } from './suffix.ts';

/** The first operation at `firstMs`, and each further one `stepMs` later. Milliseconds. */
export interface MadeUpTimes {
  firstMs: number;
  stepMs: number;
}

/**
 * Makes up times for the lines of a run that have none, asked for by a person. The header says so (`synthetic`), so
 * that no statistic takes them for measurements; a run without a header gets one. Times that are there stay.
 */
export class SyntheticClock {
  readonly #times: MadeUpTimes;
  #now: number;
  #ops = 0;
  #marked = false;

  constructor(times: MadeUpTimes) {
    this.#times = times;
    this.#now = times.firstMs;
  }

  /** The line with its time, or two where the header was missing. Operations stay lossless. */
  lines(line: string): string[] {
    const kind = RECORD.exec(line)?.[1];
    if (kind === 'patchcap') {
      this.#marked = true;
      const record = decodeLine(line);
      if (record.kind !== 'header') return [line];
      return [headerLine({ ...record.header, t0: 'unknown', synthetic: true })];
    }
    const timed = kind === undefined ? this.#operation(line) : this.#record(line, kind);
    if (this.#marked) return [timed];
    this.#marked = true;
    return [headerLine({ $: 'patchcap', v: CAPTURE_MAJOR, t0: 'unknown', synthetic: true }), timed];
  }

  #operation(line: string): string {
    const record = decodeLine(line);
    if (record.kind === 'op' && record.t === null) return eventLine({ ...record, t: this.#step() });
    // A line of a capture that was damaged.
    return record.kind === 'bad' ? eventLine({ ...record, t: this.#now }) : line;
  }

  /** Whatever a record holds, its time may stand behind its kind. */
  #record(line: string, kind: string): string {
    if (kind === 'head' || hasTime(line)) return line;
    const t = STEPPING.has(kind) ? this.#step() : this.#now;
    return line.replace(RECORD, (start) => `${start}${suffixOf({ t, c: null })}`);
  }

  #step(): number {
    this.#now = this.#times.firstMs + this.#ops++ * this.#times.stepMs;
    return this.#now;
  }
}

/** What the model sent, as against what is said about it. */
const STEPPING = new Set(['op', 'ops', 'ev', 'txt']);

function hasTime(line: string): boolean {
  try {
    return numberOf(JSON.parse(line), 't') !== undefined;
  } catch {
    return true;
  }
}

import { decodeLine } from './decode.ts';
import { endLine, eventLine, headerLine } from './encode.ts';
import { CAPTURE_MAJOR } from './read-header.ts';

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
    const record = decodeLine(line);
    if (record.kind === 'header') {
      this.#marked = true;
      return [headerLine({ ...record.header, t0: 'unknown', synthetic: true })];
    }
    if (record.kind === 'ignored' || record.kind === 'refused' || record.kind === 'head') return [line];
    const timed = record.t !== null ? line : this.#timed(record);
    if (this.#marked) return [timed];
    this.#marked = true;
    return [headerLine({ $: 'patchcap', v: CAPTURE_MAJOR, t0: 'unknown', synthetic: true }), timed];
  }

  #timed(record: TimedRecord): string {
    if (record.kind === 'end') return endLine({ ...record, t: this.#now });
    if (record.kind === 'op' || record.kind === 'ops') {
      this.#now = this.#times.firstMs + this.#ops++ * this.#times.stepMs;
    }
    return eventLine({ ...record, t: this.#now });
  }
}

type TimedRecord = Exclude<
  ReturnType<typeof decodeLine>,
  { kind: 'header' | 'ignored' | 'refused' | 'head' }
>;

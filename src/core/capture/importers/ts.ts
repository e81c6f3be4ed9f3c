import type { Frame } from '../../wire/frame.ts';
import { type ImportFormat, type ImportOptions, protocolOption } from './format.ts';
import { framed, type FrameReader } from './frame-reader.ts';
import { TimedText } from './timed-text.ts';
import { inMilliseconds, isWallTime, Origin } from './times.ts';

/**
 * What the tool `ts` of moreutils puts before each line (its manual page): `%.s` seconds with a fraction, since the
 * start (`-s`), since the line before (`-i`) or since 1970; `%H:%M:%.S`; and without a format `Nov 21 01:52:09`.
 */
const SECONDS = /^\s*(\d+(?:\.\d+)?)(?:[ \t](.*))?$/s;
const CLOCK = /^\s*(?:[A-Z][a-z]{2} [ \d]\d )?(\d{1,2}):(\d\d):(\d\d(?:\.\d+)?)(?:[ \t](.*))?$/s;
const STREAM = /^\s*(?:[[{]|(?:data|event):)/;
const TITLE = 'output of the tool "ts"';

export const moreutilsTs: ImportFormat = {
  id: 'ts',
  title: TITLE,
  fits({ lines }) {
    const rests = lines.slice(0, 20).map((line) => noted(line)?.rest);
    return rests[0] !== undefined && rests.some((rest) => rest !== undefined && STREAM.test(rest));
  },
  open: (options) => framed(new TsReader(options, false), 'ndjson'),
};

/** The same numbers mean something else under `ts -i`, and only a person knows. */
export const moreutilsTsIntervals: ImportFormat = {
  id: 'ts-intervals',
  title: `${TITLE} -i: times since the line before`,
  fits: () => false,
  open: (options) => framed(new TsReader(options, true), 'ndjson'),
};

class TsReader implements FrameReader {
  readonly takenFor = TITLE;
  readonly refused = null;
  readonly runs = 1;
  readonly notes: string[] = [];
  readonly #options: ImportOptions;
  readonly #intervals: boolean;
  readonly #origin = new Origin();
  #text: TimedText | null = null;
  #sum = 0;
  #last = 0;
  #stepsBack = 0;

  constructor(options: ImportOptions, intervals: boolean) {
    this.#options = options;
    this.#intervals = intervals;
  }

  frame(frame: Frame, _tail: boolean, out: string[]): void {
    if (frame.kind !== 'line') return;
    const line = noted(frame.text, this.#options.unit);
    const time = line === null ? null : this.#time(line);
    this.#text ??= new TimedText({
      t0: line !== null && (line.clock || isWallTime(line.ms)) ? 'first-line' : 'unknown',
      label: this.#options.name,
      ...protocolOption(this.#options),
    });
    this.#text.line(line === null ? frame.text : line.rest, time, out);
  }

  end(out: string[]): void {
    this.#text?.end(out);
    if (this.#stepsBack > 0) {
      this.notes.push(
        `The times step back ${this.#stepsBack === 1 ? 'once' : `${this.#stepsBack} times`}. If they are those of "ts -i", choose ts-intervals.`,
      );
    }
  }

  #time({ ms, clock }: Noted): number | null {
    if (this.#intervals) return (this.#sum += ms);
    if (ms < this.#last) this.#stepsBack += 1;
    this.#last = ms;
    if (!clock) return this.#origin.relative(ms);
    // A time of the day: counted from the first line as well.
    this.#sum ||= ms;
    return ms - this.#sum;
  }
}

interface Noted {
  ms: number;
  /** Hours, minutes and seconds, of the day or since the start. */
  clock: boolean;
  rest: string;
}

function noted(line: string, unit?: ImportOptions['unit']): Noted | null {
  const seconds = SECONDS.exec(line);
  if (seconds !== null) {
    const ms = inMilliseconds(seconds[1], unit ?? 's');
    return ms === null ? null : { ms, clock: false, rest: seconds[2] ?? '' };
  }
  const clock = CLOCK.exec(line);
  if (clock === null) return null;
  const [, hours, minutes, rest, text = ''] = clock;
  const ms = ((Number(hours) * 60 + Number(minutes)) * 60 + Number(rest)) * 1000;
  // `ts -s` begins at midnight of nothing; only a date makes it the time of a day.
  return { ms, clock: /^\s*[A-Z]/.test(line), rest: text };
}

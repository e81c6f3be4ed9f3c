import { captureLines } from '../../core/capture/exporters/lines.ts';
import { isUntimed, paceOf } from '../../core/capture/pace.ts';
import { type MadeUpTimes, SyntheticClock } from '../../core/capture/synthetic.ts';
import { RunRecord } from '../../core/run/record.ts';
import { type CliIo, Failure, UsageError } from './io.ts';
import { loadRun } from './load-run.ts';

/** Gives a run made-up times; fails where it has measured ones, which are never written over. */
export type Timing = (record: RunRecord, path: string) => RunRecord;

/** Reads `--synthetic PACE`; null where it is not given. */
export async function syntheticTimes(io: CliIo, pace: string | undefined): Promise<Timing | null> {
  if (pace === undefined) return null;
  const times = await timesOf(io, pace);
  return (record, path) => {
    if (!isUntimed(record)) throw new Failure(`${path} has times of its own; none are made up beside them`);
    const clock = new SyntheticClock(times);
    const timed = new RunRecord();
    for (const line of captureLines(record)) for (const made of clock.lines(line)) timed.push(made);
    return timed;
  };
}

async function timesOf(io: CliIo, pace: string): Promise<MadeUpTimes> {
  const [, kind = '', value = ''] = /^(step|rate|like):(.+)$/s.exec(pace) ?? [];
  const numbers = value.split(',').map(Number);
  const [first = Number.NaN, second = Number.NaN] = numbers;
  if (kind === 'step' && numbers.length === 1 && first >= 0) return { firstMs: first, stepMs: first };
  if (kind === 'rate' && numbers.length === 2 && first >= 0 && second > 0) {
    return { firstMs: first, stepMs: 1000 / second };
  }
  if (kind !== 'like') {
    throw new UsageError(
      `--synthetic must be step:MS, rate:FIRST_MS,OPS_A_SECOND or like:CAPTURE, not "${pace}"`,
    );
  }
  const found = paceOf((await loadRun(io, value, undefined)).record);
  if (found === null) throw new Failure(`${value} has no times to go by`);
  return found;
}

import type { Schedule } from '../../../core/timing/schedule.ts';

type Outcome = Schedule['gates'][number];
type Job = Outcome['jobs'][number];

/** A lane of the timeline: a gate, and its work in as many tracks as run at once. */
export interface Lane {
  name: string;
  outcome: Outcome;
  tracks: number;
  bars: readonly LaneBar[];
}

export interface LaneBar {
  /** Of work that shares a bar the first, with the end of the last. */
  job: Job;
  track: number;
  /** On the way that decides when all work has ended. */
  critical: boolean;
}

/** Beyond this many tracks work is drawn over work: the lane keeps its height while the stream runs. */
export const TRACKS = 3;
/** With more work than this, neighbours share a bar: they are hardly a pixel apart. */
const MOST_BARS = 400;

export function lanesOf({ gates, criticalPath }: Schedule): Lane[] {
  const critical = new Set(criticalPath.map(({ what, name, item }) => `${what === 'stream'}${name} ${item}`));
  return gates.map((outcome) => {
    const share = Math.ceil(outcome.jobs.length / MOST_BARS);
    const ends: number[] = [];
    const newest: { bar: LaneBar; holds: number }[] = [];
    const bars: LaneBar[] = [];
    for (const job of outcome.jobs) {
      const from = job.starts ?? job.opens;
      const free = ends.findIndex((end) => end <= from);
      const track = free >= 0 ? free : ends.length < TRACKS ? ends.length : indexOfLeast(ends);
      ends[track] = job.ends ?? Number.POSITIVE_INFINITY;
      const bar = { job, track, critical: critical.has(`false${outcome.name} ${job.item}`) };
      const last = newest[track];
      if (last !== undefined && last.holds < share && (last.bar.job.ends === null) === (job.ends === null)) {
        const until = job.ends === null ? null : Math.max(job.ends, last.bar.job.ends ?? 0);
        last.bar.job = { ...last.bar.job, ends: until };
        last.bar.critical ||= bar.critical;
        last.holds += 1;
      } else {
        newest[track] = { bar, holds: 1 };
        bars.push(bar);
      }
    }
    return { name: outcome.name, outcome, tracks: outcome.kind === 'fan-out' ? TRACKS : 1, bars };
  });
}

function indexOfLeast(values: readonly number[]): number {
  return values.reduce((least, value, i) => (value < (values[least] ?? 0) ? i : least), 0);
}

/** Where a piece of work is at a moment; `at` null asks for the whole run. */
export function jobState(job: Job, at: number | null): 'ahead' | 'waiting' | 'running' | 'done' {
  if (at !== null && job.opens > at) return 'ahead';
  if (job.starts === null || (at !== null && job.starts > at)) return 'waiting';
  if (job.ends === null || (at !== null && job.ends > at)) return 'running';
  return 'done';
}

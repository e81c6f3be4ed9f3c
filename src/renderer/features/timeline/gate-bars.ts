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
  job: Job;
  track: number;
  /** On the way that decides when all work has ended. */
  critical: boolean;
}

/** Beyond this many tracks work is drawn over work: the lane keeps its height while the stream runs. */
export const TRACKS = 3;
/** More bars than this in a lane are narrower than a pixel apart. */
const MOST_BARS = 400;

export function lanesOf({ gates, criticalPath }: Schedule): Lane[] {
  const critical = new Set(criticalPath.map(({ what, name, item }) => `${what === 'stream'}${name} ${item}`));
  return gates.map((outcome) => {
    const ends: number[] = [];
    const bars = outcome.jobs.slice(0, MOST_BARS).map((job): LaneBar => {
      const from = job.starts ?? job.opens;
      const free = ends.findIndex((end) => end <= from);
      const track = free >= 0 ? free : ends.length < TRACKS ? ends.length : indexOfLeast(ends);
      ends[track] = job.ends ?? Number.POSITIVE_INFINITY;
      return { job, track, critical: critical.has(`false${outcome.name} ${job.item}`) };
    });
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

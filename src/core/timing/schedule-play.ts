import type { BoundGate, BoundJob, BoundRun } from './schedule-bind.ts';

/** A person's answer to an approval: `took` is the time in milliseconds from the question to it. */
export interface Answer {
  gate: string;
  decision: 'approved' | 'declined';
  took: number;
}

/** What is done about an approval that nobody has answered: wait, or count on a yes after its `base`. */
export type Unanswered = 'wait' | 'count on approval';

/**
 * `done`: all its work has ended. `not needed`: its condition does not hold. `never`: a field it waits for did not
 * come. `waiting`: asked, not answered. `blocked`: waits for a gate that is `never`, `waiting` or `blocked`.
 * `declined`: answered with no. `discarded`: depended on a declined one and never starts.
 */
export type GateState = 'done' | 'not needed' | 'never' | 'waiting' | 'blocked' | 'declined' | 'discarded';

/** What a piece of work waited for last: a landing, another gate's work, or a place among those at work. */
type Cause =
  | { by: 'field'; target: number }
  | { by: 'gate'; gate: number; job: number }
  | { by: 'place'; job: number }
  | { by: 'closing brace' };

/** One piece of work. Times are milliseconds since the request was sent. */
export interface PlayedJob {
  job: BoundJob;
  /** Its fields have landed and its condition holds. */
  opens: number;
  /** Infinity where it never starts or ends. */
  starts: number;
  ends: number;
  cause: Cause;
}

export interface PlayedGate {
  bound: BoundGate;
  state: GateState;
  /** Work alone: jobs whose condition does not hold are left out. */
  jobs: PlayedJob[];
  /** When what waits for it may go on. Infinity where never. */
  passes: number;
}

/** When each job's gate has passed for the same item of another fan-out: `ends` by item. */
type ByItem = Map<number, { time: number; job: number }>;

/**
 * Plays the gates against the landing of their targets. Items of a fan-out start in order of index, also where an
 * earlier one has to wait: so no time here ever gets later when a landing gets earlier, which `optimise-exact.ts`
 * rests upon. O(jobs × (concurrency + gates waited for)).
 */
export function play(
  run: BoundRun,
  landings: ArrayLike<number>,
  closing: number,
  answers: ReadonlyMap<string, Answer>,
  unanswered: Unanswered,
): PlayedGate[] {
  const played: PlayedGate[] = [];
  const items: ByItem[] = [];
  for (const bound of run.gates) {
    const [gate, byItem] = playGate(bound, landings, closing, answers, unanswered, played, items);
    played.push(gate);
    items.push(byItem);
  }
  return played;
}

function playGate(
  bound: BoundGate,
  landings: ArrayLike<number>,
  closing: number,
  answers: ReadonlyMap<string, Answer>,
  unanswered: Unanswered,
  played: readonly PlayedGate[],
  items: readonly ByItem[],
): [PlayedGate, ByItem] {
  const byItem: ByItem = new Map();
  const jobs: PlayedJob[] = [];
  const stopped = stateBefore(bound, played);
  let passes = 0;
  let state: GateState = bound.jobs.length === 0 ? 'never' : 'not needed';
  const busy: { ends: number; job: number }[] = [];
  let latest: { start: number; cause: Cause } = { start: -Infinity, cause: { by: 'closing brace' } };
  const { gate } = bound;
  for (const job of bound.jobs) {
    const [opens, target] = openingOf(job, landings, closing);
    let cause: Cause = target === null ? { by: 'closing brace' } : { by: 'field', target };
    if (job.condition !== 'met') {
      byItem.set(job.item, { time: opens, job: -1 });
      passes = Math.max(passes, opens);
      continue;
    }
    if (stopped !== null) {
      jobs.push({ job, opens, starts: Infinity, ends: Infinity, cause });
      state = stopped;
      passes = Infinity;
      continue;
    }
    let ready = opens;
    for (const place of bound.waitsFor) {
      const waited = passOf(place, bound, job, played, items);
      if (waited.time > ready) {
        ready = waited.time;
        cause = waited.cause;
      }
    }
    if (gate.concurrency !== null) {
      if (latest.start > ready) ({ start: ready, cause } = latest);
      if (busy.length >= gate.concurrency) {
        const free = busy.reduce((a, b) => (b.ends < a.ends ? b : a));
        busy.splice(busy.indexOf(free), 1);
        if (free.ends >= ready) {
          ready = free.ends;
          cause = { by: 'place', job: free.job };
        }
      }
      latest = { start: ready, cause };
    }
    const answer = gate.kind === 'approval' ? answers.get(gate.name) : undefined;
    const asked = gate.kind === 'approval' && answer === undefined && unanswered === 'wait';
    const ends = asked
      ? Infinity
      : ready + (answer?.took ?? gate.duration.base + gate.duration.step * job.item);
    if (gate.concurrency !== null) busy.push({ ends, job: jobs.length });
    byItem.set(job.item, { time: ends, job: jobs.length });
    jobs.push({ job, opens, starts: ready, ends, cause });
    passes = Math.max(passes, ends);
    state = asked ? 'waiting' : answer?.decision === 'declined' ? 'declined' : 'done';
  }
  if (state === 'never' || state === 'declined') passes = Infinity;
  return [{ bound, state, jobs, passes }, byItem];
}

function openingOf(job: BoundJob, landings: ArrayLike<number>, closing: number): [number, number | null] {
  if (job.condition === 'absent') return [closing, null];
  let [opens, target] = [-Infinity, -1];
  for (const candidate of job.targets) {
    const landing = landings[candidate] ?? 0;
    if (landing > opens) [opens, target] = [landing, candidate];
  }
  return [opens, target];
}

/** A fan-out that waits for another one over the same array waits item by item; all else waits for the whole. */
function passOf(
  place: number,
  bound: BoundGate,
  job: BoundJob,
  played: readonly PlayedGate[],
  items: readonly ByItem[],
): { time: number; cause: Cause } {
  const waited = played[place];
  if (waited === undefined) return { time: 0, cause: { by: 'closing brace' } };
  if (bound.array !== null && waited.bound.array === bound.array) {
    const item = items[place]?.get(job.item);
    return { time: item?.time ?? 0, cause: { by: 'gate', gate: place, job: item?.job ?? -1 } };
  }
  let last = -1;
  for (const [i, candidate] of waited.jobs.entries()) if (candidate.ends === waited.passes) last = i;
  return { time: waited.passes, cause: { by: 'gate', gate: place, job: last } };
}

/** What the gates waited for leave of this one, before any time is looked at. A decline outweighs a wait. */
function stateBefore(bound: BoundGate, played: readonly PlayedGate[]): 'discarded' | 'blocked' | null {
  const states = bound.waitsFor.map((place) => played[place]?.state);
  if (states.some((state) => state === 'declined' || state === 'discarded')) return 'discarded';
  if (states.some((state) => state === 'never' || state === 'waiting' || state === 'blocked'))
    return 'blocked';
  return null;
}

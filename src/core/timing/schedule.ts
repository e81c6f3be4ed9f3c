import type { ArrivalRun } from './blocks-run.ts';
import type { Gate, GateKind } from './gates.ts';
import { bindGates, type BoundRun } from './schedule-bind.ts';
import {
  play,
  type Answer,
  type GateState,
  type PlayedGate,
  type PlayedJob,
  type Unanswered,
} from './schedule-play.ts';

/** One piece of work; times in milliseconds since the request was sent. */
interface Job {
  gate: string;
  /** Index of the item; null unless the gate is a fan-out. */
  item: number | null;
  /** The node that opened it. */
  pointer: string;
  opens: number;
  /** Null where it waits for good: an unanswered approval, a declined one, a field that never came. */
  starts: number | null;
  ends: number | null;
}

interface GateOutcome {
  name: string;
  kind: GateKind;
  state: GateState;
  /** The first opening of its work; null where it has none. */
  opens: number | null;
  starts: number | null;
  /** The end of its last work. */
  ends: number | null;
  /** *Head start*: the closing brace − the moment the gate opens. */
  headStart: number | null;
  /** Its end had everything waited for the closing brace. */
  endsIfWaited: number | null;
  jobs: Job[];
}

/** A stretch of the critical path. `to` of one is `from` of the next. */
interface CriticalStep {
  what: 'stream' | 'task' | 'approval';
  /** The pointer that landed, or the gate's name. */
  name: string;
  item: number | null;
  from: number;
  to: number;
}

export interface Schedule {
  /** In the order given. */
  gates: GateOutcome[];
  closingBrace: number;
  /** When the last work ends; null where there is none. */
  ends: number | null;
  /** *Saved*: what all downstream work would have taken had it waited for the closing brace − what it took. */
  saved: number | null;
  /** *Overlap*: the tasks' durations − the time from first start to last end. Negative where the gaps are longer. */
  overlap: number | null;
  /** Pieces of work that ended; the three numbers are over these. */
  n: number;
  /** From the request to the last end: what would have to be sooner for the whole to be. */
  criticalPath: CriticalStep[];
}

/**
 * When each gate opens, starts and ends in a run, measured or predicted alike. Approvals take their recorded answers;
 * without one they wait, or count as approved after their `base` where `unanswered` says so.
 */
export function schedule(
  gates: readonly Gate[],
  run: ArrivalRun,
  answers: readonly Answer[] = [],
  unanswered: Unanswered = 'wait',
): Schedule {
  const bound = bindGates(gates, run);
  const given = new Map(answers.map((answer) => [answer.gate, answer]));
  const played = play(
    bound,
    bound.targets.map((node) => node.tLand),
    run.end,
    given,
    unanswered,
  );
  const waited = play(
    bound,
    bound.targets.map(() => run.end),
    run.end,
    given,
    unanswered,
  );
  const ends = lastEnd(played.flatMap((gate) => gate.jobs));
  const endsIfWaited = lastEnd(waited.flatMap((gate) => gate.jobs));
  const outcomes = played.map((gate, i) => outcomeOf(gate, waited[i], run.end));
  return {
    gates: outcomes.toSorted((a, b) => a.index - b.index).map((entry) => entry.outcome),
    closingBrace: run.end,
    ends,
    saved: ends === null || endsIfWaited === null ? null : endsIfWaited - ends,
    overlap: overlapOf(played),
    n: played.flatMap((gate) => gate.jobs).filter(hasEnded).length,
    criticalPath: criticalPath(played, bound),
  };
}

/**
 * Turns the decisions that a run recorded, with their moments, into answers with durations: a moved gate then asks at
 * another moment and the person takes as long as they took. `t` null (a capture without times) counts as no time.
 */
export function answersFrom(
  recorded: readonly { name: string; decision: string; t: number | null }[],
  gates: readonly Gate[],
  run: ArrivalRun,
): Answer[] {
  const answers: Answer[] = [];
  // Each answer moves the gates behind it, so the moment of asking is known one approval at a time.
  for (const { name, decision, t } of recorded) {
    if (decision !== 'approved' && decision !== 'declined') continue;
    const asked = schedule(gates, run, answers).gates.find((gate) => gate.name === name)?.starts ?? null;
    answers.push({ gate: name, decision, took: t === null || asked === null ? 0 : Math.max(0, t - asked) });
  }
  return answers;
}

function hasEnded(job: PlayedJob): boolean {
  return Number.isFinite(job.ends);
}

function lastEnd(jobs: readonly PlayedJob[]): number | null {
  return jobs
    .filter(hasEnded)
    .reduce<number | null>((last, job) => Math.max(last ?? job.ends, job.ends), null);
}

function outcomeOf(
  played: PlayedGate,
  waited: PlayedGate | undefined,
  closing: number,
): { index: number; outcome: GateOutcome } {
  const { gate, index } = played.bound;
  const fanOut = gate.kind === 'fan-out';
  const jobs = played.jobs.map(({ job, opens, starts, ends }): Job => ({
    gate: gate.name,
    item: fanOut ? job.item : null,
    pointer: job.pointer,
    opens,
    starts: finite(starts),
    ends: finite(ends),
  }));
  const opens = jobs.reduce<number | null>((first, job) => Math.min(first ?? job.opens, job.opens), null);
  const starts = jobs.reduce<number | null>(
    (first, job) => (job.starts === null ? first : Math.min(first ?? job.starts, job.starts)),
    null,
  );
  const outcome: GateOutcome = {
    name: gate.name,
    kind: gate.kind,
    state: played.state,
    opens,
    starts,
    jobs,
    ends: lastEnd(played.jobs),
    headStart: opens === null ? null : closing - opens,
    endsIfWaited: waited === undefined ? null : lastEnd(waited.jobs),
  };
  return { index, outcome };
}

function finite(time: number): number | null {
  return Number.isFinite(time) ? time : null;
}

/** A person's answer is no task: it counts neither as work nor as time at work. */
function overlapOf(played: readonly PlayedGate[]): number | null {
  const tasks = played.flatMap((gate) =>
    gate.bound.gate.kind === 'approval' ? [] : gate.jobs.filter(hasEnded),
  );
  if (tasks.length === 0) return null;
  let [sum, first, last] = [0, Infinity, -Infinity];
  for (const { starts, ends } of tasks) {
    sum += ends - starts;
    first = Math.min(first, starts);
    last = Math.max(last, ends);
  }
  return sum - (last - first);
}

/** From the last end back, by what each piece of work waited for last. */
function criticalPath(played: readonly PlayedGate[], bound: BoundRun): CriticalStep[] {
  const path: CriticalStep[] = [];
  let at: { gate: PlayedGate; job: PlayedJob } | null = null;
  for (const gate of played) {
    for (const job of gate.jobs)
      if (hasEnded(job) && (at === null || job.ends > at.job.ends)) at = { gate, job };
  }
  while (at !== null) {
    const { gate, job }: { gate: PlayedGate; job: PlayedJob } = at;
    const { kind, name } = gate.bound.gate;
    const what = kind === 'approval' ? 'approval' : 'task';
    path.unshift({
      what,
      name,
      item: kind === 'fan-out' ? job.job.item : null,
      from: job.starts,
      to: job.ends,
    });
    at = null;
    const { cause } = job;
    switch (cause.by) {
      case 'field':
        path.unshift({
          what: 'stream',
          name: bound.targets[cause.target]?.pointer ?? '',
          item: null,
          from: 0,
          to: job.starts,
        });
        break;
      case 'closing brace':
        path.unshift({ what: 'stream', name: '', item: null, from: 0, to: job.starts });
        break;
      case 'place': {
        const next = gate.jobs[cause.job];
        if (next !== undefined) at = { gate, job: next };
        break;
      }
      case 'gate': {
        const next = played[cause.gate];
        const before = next?.jobs[cause.job];
        if (next !== undefined && before !== undefined) at = { gate: next, job: before };
        // It waited only to learn that the other gate was not needed: that was told by the stream.
        else
          path.unshift({
            what: 'stream',
            name: next?.bound.jobs[0]?.pointer ?? '',
            item: null,
            from: 0,
            to: job.starts,
          });
        break;
      }
    }
  }
  return path;
}

import { type ArrivalRun, openPath } from '../../../core/timing/blocks-run.ts';
import type { Gate } from '../../../core/timing/gates.ts';
import type { Schedule } from '../../../core/timing/schedule.ts';
import { formatWhole } from '../rows/format.ts';

/** What decides who is ahead: the opening of a gate, the landing of a field of the root, or the closing brace. */
export type Watch = { kind: 'gate' | 'field'; name: string } | { kind: 'end' };

/** A lane as far as it has come. */
export interface Lane {
  /** `A`, and what sets it apart: `reply first`. */
  letter: string;
  name: string;
  /** Null before anything of its document has arrived. */
  run: ArrivalRun | null;
  schedule: Schedule | null;
  /** It is still arriving, or waited for. */
  live: boolean;
  /** Milliseconds since its request; null where it is not live. */
  now: number | null;
}

/** The heaviest gate that has opened in a lane, or else of all; without gates the first field of the schema. */
export function defaultWatch(
  gates: readonly Gate[],
  fields: readonly string[],
  lanes: readonly Pick<Lane, 'run' | 'schedule'>[],
): Watch {
  const sorted = gates.toSorted((one, other) => other.weight - one.weight);
  const opened = sorted.find(({ name }) =>
    lanes.some((lane) => reached(lane, { kind: 'gate', name }) !== null),
  );
  const gate = opened ?? sorted[0];
  if (gate !== undefined) return { kind: 'gate', name: gate.name };
  const [first] = fields;
  return first === undefined ? { kind: 'end' } : { kind: 'field', name: first };
}

/** When a lane got there, in milliseconds since its request; null where it has not, or never will. */
export function reached({ run, schedule }: Pick<Lane, 'run' | 'schedule'>, watch: Watch): number | null {
  if (run === null) return null;
  const open = openPath(run);
  switch (watch.kind) {
    case 'end':
      return run.complete ? run.end : null;
    case 'field': {
      const node = run.root.children.find(({ key }) => key === watch.name);
      return node === undefined || open.has(node.pointer) ? null : node.tLand;
    }
    case 'gate': {
      const gate = schedule?.gates.find(({ name }) => name === watch.name);
      if (gate === undefined || gate.opens === null) return null;
      // It waits for all of a container that the stream has not left.
      return gate.jobs.some((job) => job.opens === gate.opens && open.has(job.pointer)) ? null : gate.opens;
    }
    default:
      return watch satisfies never;
  }
}

function watchWords(watch: Watch): string {
  return watch.kind === 'end' ? 'the closing brace' : `“${watch.name}”`;
}

export interface Standing {
  a: number | null;
  b: number | null;
  ahead: 'a' | 'b' | null;
  /** Who is ahead, in a sentence. */
  words: string;
}

/** Closer than this is the same moment: main's clock and the socket's reads are no finer. Milliseconds. */
const SAME_MS = 1;

export function standing(a: Lane, b: Lane, watch: Watch): Standing {
  const times = { a: reached(a, watch), b: reached(b, watch) };
  const what = watchWords(watch);
  if (times.a !== null && times.b !== null) {
    const by = Math.abs(times.a - times.b);
    const [first, second, at] = times.a <= times.b ? [a, b, times.a] : [b, a, times.b];
    if (by < SAME_MS) return { ...times, ahead: null, words: `Both reached ${what} after ${ms(at)}.` };
    const words = `${named(first)} reached ${what} after ${ms(at)}, ${ms(by)} before ${named(second)}.`;
    return { ...times, ahead: first === a ? 'a' : 'b', words };
  }
  if (times.a === null && times.b === null) {
    const words =
      a.live || b.live ? `Neither lane has reached ${what} yet.` : `Neither lane reached ${what}.`;
    return { ...times, ahead: null, words };
  }
  const [first, other, at] = times.a === null ? [b, a, times.b ?? 0] : [a, b, times.a];
  const behind = other.now === null || other.now <= at ? '' : `, at least ${ms(other.now - at)} behind`;
  const rest = other.live ? `${named(other)} has not yet${behind}` : `${named(other)} ended without it`;
  return {
    ...times,
    ahead: first === a ? 'a' : 'b',
    words: `${named(first)} reached ${what} after ${ms(at)}; ${rest}.`,
  };
}

function named({ letter, name }: Lane): string {
  return `${letter} (${name})`;
}

function ms(value: number): string {
  return `${formatWhole(value)}\u00a0ms`;
}

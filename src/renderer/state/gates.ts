import type { JsonValue } from '../../core/patch/operation.ts';
import type { Draft, MustFollow } from '../../core/run/draft.ts';
import type { RunRecord } from '../../core/run/record.ts';
import { decisionsOf } from '../../core/timing/blocks-adapter.ts';
import type { ArrivalRun } from '../../core/timing/blocks-run.ts';
import { checkGates } from '../../core/timing/gates-check.ts';
import { type Gate, gateToJson } from '../../core/timing/gates.ts';
import { checkMustFollow } from '../../core/timing/must-follow.ts';
import type { Answer } from '../../core/timing/schedule-play.ts';
import { answersFrom, type Schedule, schedule } from '../../core/timing/schedule.ts';
import { arrivalsOf } from './arrivals.ts';
import { editDraft, useDraft } from './draft.ts';
import { isGrowing } from './growing.ts';

const NONE: readonly Gate[] = [];
const known = new WeakMap<readonly JsonValue[], readonly Gate[]>();

/** Gates as they can be played; none where something is wrong with them, which their editor shows. */
export function gatesFrom(value: readonly JsonValue[]): readonly Gate[] {
  const cached = known.get(value);
  if (cached !== undefined) return cached;
  const checked = checkGates([...value]);
  const gates = checked.ok ? checked.gates : NONE;
  known.set(value, gates);
  return gates;
}

/** The gates that a run is looked at with. */
export interface ShownGates {
  gates: readonly Gate[];
  /**
   * Null for the run's own. `edited`: the draft's, which are no longer those that the run was asked with. `borrowed`:
   * the draft's, since the run does not say which it had.
   */
  notOwn: 'edited' | 'borrowed' | null;
}

/** The draft's gates where the run is of its fields, so that an edit shows at once; else those it was recorded with. */
export function gatesOf(record: RunRecord, draft: Draft): ShownGates {
  const own = record.header?.draft?.gates;
  if (own === undefined) return { gates: gatesFrom(draft.gates), notOwn: 'borrowed' };
  if (!isOfDraft(record, draft)) return { gates: gatesFrom(own), notOwn: null };
  const isSame = own === draft.gates || JSON.stringify(own) === JSON.stringify(draft.gates);
  return { gates: gatesFrom(draft.gates), notOwn: isSame ? null : 'edited' };
}

/** What must follow what in any order of the run's fields, by the same rule as for gates. */
export function mustFollowOf(record: RunRecord, draft: Draft): readonly MustFollow[] {
  const from = isOfDraft(record, draft) ? draft : record.header?.draft;
  return checkMustFollow(from?.mustFollow).edges;
}

/** Whether a run was asked for the draft's fields, in whatever order. */
export function isOfDraft({ header }: RunRecord, draft: Draft): boolean {
  return header?.schema !== undefined && sameFields(header.schema, draft.schema);
}

/** Whether two texts differ in order alone, by a look at their characters. */
function sameFields(a: string, b: string): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  const count = new Map<string, number>();
  for (const char of a) count.set(char, (count.get(char) ?? 0) + 1);
  for (const char of b) count.set(char, (count.get(char) ?? 0) - 1);
  return [...count.values()].every((n) => n === 0);
}

export interface PlayedGates {
  run: ArrivalRun;
  gates: readonly Gate[];
  notOwn: ShownGates['notOwn'];
  answers: readonly Answer[];
  schedule: Schedule;
}

interface Played {
  length: number;
  growing: boolean;
  gates: readonly Gate[];
  played: PlayedGates | null;
}

const lastPlayed = new WeakMap<RunRecord, Played>();

/** What the gates do in a run, as far as it has come; null where it has no gates or no times. */
export function playedGates(record: RunRecord): PlayedGates | null {
  const { draft } = useDraft.getState();
  const { gates, notOwn } = gatesOf(record, draft);
  if (gates.length === 0) return null;
  const { length } = record.log;
  const growing = isGrowing(record);
  const last = lastPlayed.get(record);
  const isSame = last?.length === length && last.growing === growing && last.gates === gates;
  if (isSame && last.played?.notOwn === notOwn) return last.played;
  const arrivals = arrivalsOf(record);
  let played: PlayedGates | null = null;
  if (arrivals.ok) {
    const answers = answersFrom(decisionsOf(record), gates, arrivals.run);
    played = { run: arrivals.run, gates, notOwn, answers, schedule: schedule(gates, arrivals.run, answers) };
  }
  lastPlayed.set(record, { length, growing, gates, played });
  return played;
}

export function writeGates(gates: readonly Gate[]): void {
  editDraft({ gates: gates.map(gateToJson) });
}

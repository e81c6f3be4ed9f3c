import { useMemo } from 'react';

import type { RunRecord } from '../../../core/run/record.ts';
import { arrivalTree, decisionsOf, declaredOrder } from '../../../core/timing/blocks-adapter.ts';
import type { ArrivalRun } from '../../../core/timing/blocks-run.ts';
import { checkGates } from '../../../core/timing/gates-check.ts';
import type { Gate } from '../../../core/timing/gates.ts';
import { answersFrom, schedule, type Schedule } from '../../../core/timing/schedule.ts';
import type { Answer } from '../../../core/timing/schedule-play.ts';
import type { SchemaTree } from '../../../core/schema/tree.ts';
import { isTimed } from '../../state/playback.ts';
import { useDraft } from '../../state/draft.ts';
import { useRun } from '../../state/run.ts';
import { useRunSchema } from '../rows/useRunSchema.ts';
import { keyOf, type Key } from './two-orders.ts';

/** What the stage knows of the run on screen besides its rows. */
export interface Presented {
  title: string;
  prompt: string;
  record: RunRecord | null;
  tree: SchemaTree | null;
  timed: boolean;
  gates: readonly Gate[];
  answers: readonly Answer[];
  /** Null before the first landing, without times, and for runs too long for a stage. */
  run: ArrivalRun | null;
  schedule: Schedule | null;
  key: Key | null;
}

/** Times are gone through once a revision; above this many operations a live run would notice. */
const MOST_OPS = 5000;

export function usePresented(): Presented {
  const { record, revision, opened } = useRun();
  const draft = useDraft((state) => state.draft);
  const tree = useRunSchema();
  return useMemo(() => {
    // The run's own draft, not what has been edited since.
    const own = record?.header?.draft ?? opened?.header?.draft;
    const timed = record !== null && isTimed(record);
    const gates = gatesOf(own === undefined ? draft.gates : (own.gates ?? []));
    const base = {
      title: own?.title ?? opened?.name ?? draft.title,
      prompt: promptOf(own?.input ?? (record === null ? draft.input : '')),
      record,
      tree,
      timed,
      gates,
    };
    const none = { ...base, answers: [], run: null, schedule: null, key: null };
    if (record === null || !timed || record.ops > MOST_OPS) return none;
    const view = record.history.at(record.log.length - 1);
    const arrived = arrivalTree(record, view, tree === null ? undefined : declaredOrder(tree));
    if (!arrived.ok) return none;
    const { run } = arrived;
    const answers = answersFrom(decisionsOf(record), gates, run);
    return {
      ...base,
      answers,
      run,
      schedule: schedule(gates, run, answers),
      key: keyOf(run, gates, answers),
    };
    // The record is one growing object; its revision says when.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [record, revision, opened, draft, tree]);
}

function gatesOf(value: Parameters<typeof checkGates>[0] | undefined): readonly Gate[] {
  const checked = checkGates(value ?? []);
  return checked.ok ? checked.gates : [];
}

/** The last thing that a person said; a system prompt is not for the audience. */
function promptOf(input: string | readonly { role: string; content: string }[]): string {
  if (typeof input === 'string') return input;
  return (input.findLast(({ role }) => role === 'user') ?? input.at(-1))?.content ?? '';
}

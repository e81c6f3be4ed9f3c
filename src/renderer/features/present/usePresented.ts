import { useMemo } from 'react';

import type { RunRecord } from '../../../core/run/record.ts';
import { decisionsOf } from '../../../core/timing/blocks-adapter.ts';
import type { ArrivalRun } from '../../../core/timing/blocks-run.ts';
import type { Gate } from '../../../core/timing/gates.ts';
import type { Answer } from '../../../core/timing/schedule-play.ts';
import { answersFrom, schedule, type Schedule } from '../../../core/timing/schedule.ts';
import type { SchemaTree } from '../../../core/schema/tree.ts';
import { isTimed } from '../../state/playback.ts';
import { useDraft } from '../../state/draft.ts';
import { gatesFrom } from '../../state/gates.ts';
import { useGrown } from '../../state/grown.ts';
import { useRun } from '../../state/run.ts';
import { useRunSchema } from '../rows/useRunSchema.ts';
import { stageRun } from './stage-run.ts';
import { type StoryRow, storyRows } from './story.ts';
import { keyOf, type Key } from './two-orders.ts';

/** All that the stage knows of the run on screen. */
export interface Presented {
  title: string;
  /** On one line. */
  prompt: string;
  record: RunRecord | null;
  tree: SchemaTree | null;
  rows: readonly StoryRow[];
  timed: boolean;
  gates: readonly Gate[];
  answers: readonly Answer[];
  /** Null where no number can be told, for the reason in `why`. */
  run: ArrivalRun | null;
  why: string;
  schedule: Schedule | null;
  key: Key | null;
}

export function usePresented(): Presented {
  const opened = useRun((run) => run.opened);
  const grown = useGrown(useRun((run) => run.record));
  const draft = useDraft((state) => state.draft);
  const tree = useRunSchema();
  return useMemo(() => {
    const { record } = grown;
    // The run's own draft, not what has been edited since.
    const own = record?.header?.draft ?? opened?.header?.draft;
    const gates = gatesFrom((own === undefined ? draft.gates : own.gates) ?? []);
    const base = {
      title: own?.title || opened?.name || draft.title,
      prompt: promptOf(own?.input ?? (record === null ? draft.input : '')),
      record,
      tree,
      rows: storyRows(record, tree),
      timed: record !== null && isTimed(record),
      gates,
    };
    const told =
      record === null
        ? { ok: false as const, why: 'Run it, or open a capture: the number comes with the run.' }
        : stageRun(record, tree);
    if (record === null || !told.ok) {
      return { ...base, answers: [], run: null, why: told.ok ? '' : told.why, schedule: null, key: null };
    }
    const { run } = told;
    const answers = answersFrom(decisionsOf(record), gates, run);
    const played = schedule(gates, run, answers);
    return { ...base, answers, run, why: '', schedule: played, key: keyOf(run, gates, answers) };
  }, [grown, opened, draft, tree]);
}

/** The last thing that a person said; a system prompt is not for the audience. */
function promptOf(input: string | readonly { role: string; content: string }[]): string {
  const text =
    typeof input === 'string'
      ? input
      : ((input.findLast(({ role }) => role === 'user') ?? input.at(-1))?.content ?? '');
  return text.replaceAll(/\s+/g, ' ').trim();
}

import { useMemo } from 'react';

import type { RunRecord } from '../../../core/run/record.ts';
import type { Verdict } from '../../../core/run/verdict.ts';
import type { Provenance } from '../../../core/timing/blocks-run.ts';
import type { Gate } from '../../../core/timing/gates.ts';
import { arrivalsOf } from '../../state/arrivals.ts';
import { stopBeside, useBeside } from '../../state/beside.ts';
import { useDraft } from '../../state/draft.ts';
import { gatesOf, playedGates } from '../../state/gates.ts';
import { type Grown, useGrown } from '../../state/grown.ts';
import type { useRace } from '../../state/race.ts';
import { isLive, stopRun, useRun } from '../../state/run.ts';
import type { Lane } from './standing.ts';

/** A lane with all that is drawn of it. */
export interface ShownLane extends Lane {
  provenance: Provenance;
  verdict: Verdict | null;
  /** Why it could not be read to its end. */
  problem: string | null;
  stop: () => void;
}

/** The two lanes of the race on screen, as far as they have come; another picture each frame while one of them runs. */
export function useLanes({ a, b }: NonNullable<ReturnType<typeof useRace>>): {
  lanes: [ShownLane, ShownLane];
  gates: readonly Gate[];
  fields: readonly string[];
} {
  const record = useRun((run) => run.record);
  const own = useGrown(record);
  const { status, now, verdict, problem } = useRun();
  const beside = useBeside();
  const draft = useDraft((state) => state.draft);
  const first = useMemo(() => playedOf(own), [own]);
  const second = useMemo(() => playedOf(beside.grown), [beside.grown]);
  return {
    lanes: [
      {
        letter: 'A',
        name: a.name,
        ...first,
        live: isLive(status),
        now,
        verdict,
        problem,
        stop: () => void stopRun(),
      },
      {
        letter: 'B',
        name: b.name,
        ...second,
        live: isLive(beside.status),
        now: beside.now,
        verdict: beside.verdict,
        problem: beside.problem,
        stop: () => void stopBeside(),
      },
    ],
    gates: record === null ? [] : gatesOf(record, draft).gates,
    fields: first.run?.root.declared ?? second.run?.root.declared ?? [],
  };
}

function playedOf(grown: Grown<RunRecord | null> | null): Pick<ShownLane, 'run' | 'schedule' | 'provenance'> {
  const record = grown?.record ?? null;
  const arrivals = record === null ? null : arrivalsOf(record);
  const run = arrivals?.ok === true ? arrivals.run : null;
  const provenance = run?.provenance ?? (record?.header?.simulated === true ? 'simulated' : 'measured');
  return { run, provenance, schedule: record === null ? null : (playedGates(record)?.schedule ?? null) };
}

import type { OpenedRun, RaceLane, StartProblem } from '../../bridge/contract.ts';
import type { Race } from '../../core/capture/header.ts';
import { putRunBeside, useBeside } from './beside.ts';
import { bridge, problemOf } from './bridge.ts';
import { openRun, useRun } from './run.ts';
import { showTab } from './view.ts';

/** What keeps a race from starting. `lane` is null where it is no lane's fault. */
export interface RaceProblem {
  lane: number | null;
  problem: Pick<StartProblem, 'message'> & { what: StartProblem['what'] | 'failed' };
}

/** Starts two lanes at once, the first on screen and the second beside it; null once both are under way. */
export async function startRace(lanes: readonly [RaceLane, RaceLane]): Promise<RaceProblem | null> {
  try {
    const started = await bridge.call('runs.race', { lanes: [...lanes] });
    if (!started.ok)
      return { lane: started.problem.what === 'busy' ? null : started.lane, problem: started.problem };
    showRace(started.runs);
    return null;
  } catch (thrown) {
    return { lane: null, problem: { what: 'failed', message: problemOf(thrown) } };
  }
}

/** Shows what main started last: one run, or two that race. */
export function showRace([first, second]: readonly OpenedRun[]): void {
  if (first === undefined) return;
  void openRun(first);
  if (second === undefined) return;
  void putRunBeside(second);
  showTab('compare');
}

/** The lanes that stand side by side now, live or from the library; null where these two did not race each other. */
export function useRace(): { a: Race; b: Race } | null {
  const a = useRun((run) => run.record?.header?.race ?? run.opened?.header?.race);
  const b = useBeside(({ grown, opened }) => grown?.record.header?.race ?? opened?.header?.race);
  return a === undefined || b === undefined || a.id !== b.id || a.lane === b.lane ? null : { a, b };
}

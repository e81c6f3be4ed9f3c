import { create } from 'zustand';

import type { OpenedRun, StartProblem } from '../../bridge/contract.ts';
import { DEFAULT_TIMEOUT_S, type Draft } from '../../core/run/draft.ts';
import { RunRecord } from '../../core/run/record.ts';
import type { Verdict } from '../../core/run/verdict.ts';
import { bridge, problemOf } from './bridge.ts';
import { useConnections } from './connections.ts';
import { useDraft } from './draft.ts';
import { followRun } from './follow-run.ts';
import { clearSelection } from './selection.ts';

/**
 * `starting`: asked for, nothing sent yet. `waiting`: sent, nothing has arrived. `live`: arriving. `loading`: a file is
 * being read. `ended`: all that there is of the run is here.
 */
export type RunStatus = 'empty' | 'starting' | 'waiting' | 'live' | 'loading' | 'ended';

/** The run on screen. `record` is one growing object; whoever draws it subscribes to `revision`. */
export interface RunState {
  status: RunStatus;
  opened: OpenedRun | null;
  record: RunRecord | null;
  /** Grows by one at most once a frame, when the record has grown. */
  revision: number;
  /** Milliseconds since `t0` in this frame; null unless the run is live and its request sent. */
  now: number | null;
  verdict: Verdict | null;
  /** Share of a file that has been read, 0 to 1; null while live. */
  progress: number | null;
  /** Why nothing could be started or read, in a sentence. */
  problem: string | null;
  /** What the request lacked that could not be started; null where the problem is another. */
  lacks: StartProblem['what'] | null;
}

export const useRun = create<RunState>()(() => ({
  status: 'empty',
  opened: null,
  record: null,
  revision: 0,
  now: null,
  verdict: null,
  progress: null,
  problem: null,
  lacks: null,
}));

let reading: AbortController | null = null;
/** A stop that was asked for before main had said which run it is. */
let stopAsked = false;

/** The longest silence that the run on screen accepts, in seconds. */
export function timeoutOf(record: RunRecord | null): number {
  // A live run's own header comes with the first byte, which is what is waited for.
  const header = record?.header ?? useRun.getState().opened?.header;
  return header?.draft?.params?.timeout ?? DEFAULT_TIMEOUT_S;
}

export function isLive(status: RunStatus): boolean {
  return status === 'starting' || status === 'waiting' || status === 'live';
}

/** Starts a run of the draft, or of the one that is asked for, and settles when it has ended. What is missing is said in `problem`, and the run on screen stays. */
export async function startRun(asked?: Draft): Promise<void> {
  const before = useRun.getState().status;
  if (isLive(before)) return;
  stopAsked = false;
  useRun.setState({ status: 'starting', problem: null, lacks: null });
  const { connection, model, draft: edited } = useDraft.getState();
  const draft = asked ?? edited;
  try {
    const started = await bridge.call('runs.start', { draft, connection, model });
    if (started.ok) {
      const shown = openRun(started.run);
      if (stopAsked) void stopRun();
      await shown;
    } else {
      const { message, what } = started.problem;
      useRun.setState({ status: before, problem: message, lacks: what });
      dismissOnceChanged();
    }
  } catch (thrown) {
    useRun.setState({ status: before, problem: problemOf(thrown) });
  }
}

/** What a request lacked is no news once the person has changed something that it is made of. */
function dismissOnceChanged(): void {
  const stop = [
    useDraft.subscribe(changed),
    useConnections.subscribe((now, before) => {
      if (now.list !== before.list) changed();
    }),
  ];
  function changed(): void {
    for (const unsubscribe of stop) unsubscribe();
    dismissProblem();
  }
}

/** Stops the live run, or the reading of a file; what has come stays. */
export async function stopRun(): Promise<void> {
  const { status, opened } = useRun.getState();
  if (status === 'starting') stopAsked = true;
  // Until main has answered, `opened` is the run before.
  if (status === 'starting' || opened === null) return;
  if (status === 'loading') {
    reading?.abort();
    useRun.setState(({ revision }) => ({ revision: revision + 1, status: 'ended', progress: null }));
  } else if (!isLive(status)) return;
  try {
    await bridge.call('runs.stop', { run: opened.run });
  } catch (thrown) {
    useRun.setState({ problem: problemOf(thrown) });
  }
}

/** Shows a run and reads it from its beginning; settles when all of it is here. Replaces the run on screen. */
export async function openRun(opened: OpenedRun): Promise<void> {
  const left = useRun.getState().opened;
  reading?.abort();
  if (left !== null && left.run !== opened.run) void closeRun(left.run);

  const abort = new AbortController();
  reading = abort;
  const record = new RunRecord();
  clearSelection();
  useRun.setState({
    status: opened.live ? 'waiting' : 'loading',
    opened,
    record,
    now: null,
    verdict: null,
    progress: opened.live ? null : 0,
    problem: null,
    lacks: null,
  });

  const outcome = await followRun(opened, record, abort.signal, ({ hasGrown, now, progress }) =>
    useRun.setState(({ revision, status }) => ({
      now,
      progress,
      revision: hasGrown ? revision + 1 : revision,
      status: status === 'waiting' && record.log.length > 0 ? 'live' : status,
    })),
  );
  if (abort.signal.aborted) return;
  useRun.setState(({ revision }) => ({
    revision: revision + 1,
    status: 'ended',
    now: null,
    progress: null,
    verdict: outcome.verdict,
    problem: outcome.problem,
  }));
}

export function dismissProblem(): void {
  useRun.setState({ problem: null });
}

/** The window no longer shows it. */
export async function closeRun(run: string): Promise<void> {
  try {
    await bridge.call('runs.close', { run });
  } catch {
    // Main has forgotten it already, or is gone; there is nothing left to give back.
  }
}

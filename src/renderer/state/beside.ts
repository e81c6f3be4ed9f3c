import { create } from 'zustand';

import type { OpenedRun } from '../../bridge/contract.ts';
import { RunRecord } from '../../core/run/record.ts';
import type { Verdict } from '../../core/run/verdict.ts';
import { bridge, problemOf } from './bridge.ts';
import { followRun } from './follow-run.ts';
import type { Grown } from './grown.ts';
import { closeRun, type RunStatus, useRun } from './run.ts';

/** What stands beside the run on screen: a capture or a series to compare with, or the other lane of a race. */
export interface Beside {
  /** The key of a series of this session; null where a run stands there. */
  series: string | null;
  /** The capture's id; null where none is chosen. */
  capture: string | null;
  opened: OpenedRun | null;
  grown: Grown<RunRecord> | null;
  status: RunStatus;
  /** Milliseconds since its request in this frame; null unless it is live and sent. */
  now: number | null;
  verdict: Verdict | null;
  problem: string | null;
}

const NONE: Beside = {
  series: null,
  capture: null,
  opened: null,
  grown: null,
  status: 'empty',
  now: null,
  verdict: null,
  problem: null,
};

export const useBeside = create<Beside>()(() => NONE);

let reading = new AbortController();
/** The run in main that was started here and is held open for this window. */
let held: string | null = null;

export function putSeriesBeside(series: string): void {
  leave();
  useBeside.setState({ ...NONE, series });
}

export function clearBeside(): void {
  leave();
  useBeside.setState(NONE);
}

/** Reads a capture of the library whole, beside the run on screen. */
export async function putCaptureBeside(capture: string): Promise<void> {
  const { signal } = leave();
  useBeside.setState({ ...NONE, capture, status: 'loading' });
  try {
    const opened = await bridge.call('captures.open', { id: capture });
    if (!signal.aborted) await read(opened, signal);
    void closeRun(opened.run);
  } catch (thrown) {
    if (!signal.aborted) useBeside.setState({ status: 'empty', problem: problemOf(thrown) });
  }
}

/** Reads a run that was started here, as it arrives. */
export async function putRunBeside(opened: OpenedRun): Promise<void> {
  const { signal } = leave();
  held = opened.run;
  useBeside.setState({ ...NONE, capture: opened.capture });
  await read(opened, signal);
}

export async function stopBeside(): Promise<void> {
  const { opened, status } = useBeside.getState();
  if (opened === null || (status !== 'live' && status !== 'waiting')) return;
  try {
    await bridge.call('runs.stop', { run: opened.run });
  } catch (thrown) {
    useBeside.setState({ problem: problemOf(thrown) });
  }
}

/** Whoever leaves a race leaves both lanes: a run that nobody sees is stopped. */
function leave(): AbortController {
  reading.abort();
  if (held !== null) void closeRun(held);
  held = null;
  reading = new AbortController();
  return reading;
}

async function read(opened: OpenedRun, signal: AbortSignal): Promise<void> {
  const record = new RunRecord();
  const first: RunStatus = opened.live ? 'waiting' : 'loading';
  useBeside.setState({ opened, grown: { record, revision: 0 }, status: first });
  const outcome = await followRun(opened, record, signal, ({ hasGrown, now }) =>
    useBeside.setState(({ grown }) => ({
      now,
      grown: hasGrown ? next(record, grown) : grown,
      status: opened.live && record.log.length > 0 ? 'live' : first,
    })),
  );
  if (signal.aborted) return;
  useBeside.setState(({ grown }) => ({ ...outcome, now: null, grown: next(record, grown), status: 'ended' }));
}

function next(record: RunRecord, before: Beside['grown']): Grown<RunRecord> {
  return { record, revision: (before?.revision ?? 0) + 1 };
}

bridge.on('run.changed', (opened) => {
  if (useBeside.getState().opened?.run === opened.run) useBeside.setState({ opened });
});

// A lane goes with the other one, since what is opened next has nothing to do with the race; and no lane stands beside
// itself.
useRun.subscribe((now, before) => {
  if (now.opened?.run === before.opened?.run) return;
  const own = now.opened?.header?.race;
  const other = useBeside.getState().opened?.header?.race;
  const isOfRace = own !== undefined && own.id === other?.id;
  if (isOfRace ? own.lane === other?.lane : held !== null) clearBeside();
});

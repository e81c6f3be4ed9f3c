import { create } from 'zustand';

import type { OpenedRun } from '../../bridge/contract.ts';
import { RunRecord } from '../../core/run/record.ts';
import type { Verdict } from '../../core/run/verdict.ts';
import { bridge, problemOf } from './bridge.ts';
import { LiveClock } from './clock.ts';
import type { Grown } from './grown.ts';
import { painter } from './painter.ts';
import { readRun } from './read-run.ts';
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
  verdict: Verdict | null;
  problem: string | null;
}

const NONE: Beside = {
  series: null,
  capture: null,
  opened: null,
  grown: null,
  status: 'empty',
  verdict: null,
  problem: null,
};

export const useBeside = create<Beside>()(() => NONE);

let reading = new AbortController();
let clock = new LiveClock();
/** The run in main that was started here and is held open for this window. */
let held: string | null = null;

export function putSeriesBeside(series: string): void {
  leave();
  useBeside.setState({ ...NONE, series });
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

/** Milliseconds since the request of the run beside; null unless it is live and sent. */
export function besideNow(): number | null {
  const { status } = useBeside.getState();
  return status === 'live' || status === 'waiting' ? clock.at(performance.now()) : null;
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
  clock = new LiveClock();
  return reading;
}

async function read(opened: OpenedRun, signal: AbortSignal): Promise<void> {
  const record = new RunRecord();
  let revision = 0;
  const grow = (status: RunStatus): void => {
    if (signal.aborted) return;
    revision += 1;
    useBeside.setState({ grown: { record, revision }, status });
  };
  useBeside.setState({ opened, grown: { record, revision }, status: opened.live ? 'waiting' : 'loading' });
  const paint = painter(0, () => {
    if (useBeside.getState().status === 'ended') return;
    grow(opened.live ? (record.log.length > 0 ? 'live' : 'waiting') : 'loading');
  });
  const { verdict, problem } = await readRun(opened.run, record, signal, (chunk) => {
    if (chunk?.now !== null && chunk?.now !== undefined) clock.report(chunk.now, performance.now());
    paint();
  });
  if (signal.aborted) return;
  useBeside.setState({ verdict, problem });
  grow('ended');
}

bridge.on('run.changed', (opened) => {
  if (useBeside.getState().opened?.run === opened.run) useBeside.setState({ opened });
});

// A lane goes with the other one: what is opened next has nothing to do with the race.
useRun.subscribe((now, before) => {
  if (now.opened?.run === before.opened?.run) return;
  const race = useBeside.getState().opened?.header?.race?.id;
  if (held === null || now.opened?.header?.race?.id === race) return;
  leave();
  useBeside.setState(NONE);
});

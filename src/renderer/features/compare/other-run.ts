import { create } from 'zustand';

import { RunRecord } from '../../../core/run/record.ts';
import { bridge, problemOf } from '../../state/bridge.ts';
import { readRun } from '../../state/read-run.ts';

/** The run, or the series, that the one on screen is compared with. */
export interface OtherRun {
  /** The key of a series of this session; null where a capture is compared with. */
  series: string | null;
  /** The capture's id; null where none is chosen. */
  capture: string | null;
  name: string;
  record: RunRecord | null;
  loading: boolean;
  problem: string | null;
}

const NONE: OtherRun = { series: null, capture: null, name: '', record: null, loading: false, problem: null };

export const useOtherRun = create<OtherRun>()(() => NONE);

export function chooseOtherSeries(key: string): void {
  reading?.abort();
  useOtherRun.setState({ ...NONE, series: key });
}

let reading: AbortController | null = null;

/** Reads a capture of the library whole, beside the run on screen. */
export async function chooseOther(capture: string): Promise<void> {
  reading?.abort();
  const abort = new AbortController();
  reading = abort;
  useOtherRun.setState({ ...NONE, capture, loading: true });
  try {
    const opened = await bridge.call('captures.open', { id: capture });
    const record = new RunRecord();
    const { problem } = await readRun(opened.run, record, abort.signal, () => {});
    void bridge.call('runs.close', { run: opened.run }).catch(() => {});
    if (abort.signal.aborted) return;
    useOtherRun.setState({ name: opened.name, record, loading: false, problem });
  } catch (thrown) {
    if (!abort.signal.aborted) useOtherRun.setState({ loading: false, problem: problemOf(thrown) });
  }
}

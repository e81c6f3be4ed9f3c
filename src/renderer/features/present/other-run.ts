import { create } from 'zustand';

import { RunRecord } from '../../../core/run/record.ts';
import { bridge, problemOf } from '../../state/bridge.ts';
import { readRun } from '../../state/read-run.ts';

/** A captured run to set beside the one on screen; without one, the other order is predicted. */
export const useOtherCapture = create<{
  id: string | null;
  record: RunRecord | null;
  problem: string | null;
}>()(() => ({ id: null, record: null, problem: null }));

let reading: AbortController | null = null;

/** `id` null is the prediction. */
export async function chooseOtherCapture(id: string | null): Promise<void> {
  reading?.abort();
  const abort = new AbortController();
  reading = abort;
  useOtherCapture.setState({ id, record: null, problem: null });
  if (id === null) return;
  try {
    const opened = await bridge.call('captures.open', { id });
    const record = new RunRecord();
    const { problem } = await readRun(opened.run, record, abort.signal, () => {});
    void bridge.call('runs.close', { run: opened.run }).catch(() => {});
    if (!abort.signal.aborted) useOtherCapture.setState({ record, problem });
  } catch (thrown) {
    if (!abort.signal.aborted) useOtherCapture.setState({ problem: problemOf(thrown) });
  }
}

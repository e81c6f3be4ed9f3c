import { stopBeside, useBeside } from './beside.ts';
import { isLive, useRun } from './run.ts';
import { stopSeries, useSeries } from './series.ts';

/** Whether anything runs that *Stop* would end: a run, also one that was only asked for, a series, a lane of a race. */
export function isRunning(): boolean {
  return (
    isLive(useRun.getState().status) ||
    isLive(useBeside.getState().status) ||
    useSeries.getState().running !== null
  );
}

export function useRunning(): boolean {
  const live = useRun(({ status }) => isLive(status));
  const beside = useBeside(({ status }) => isLive(status));
  // Between two runs of a series nothing is live, and nothing must change for that.
  const series = useSeries(({ running }) => running !== null);
  return live || beside || series;
}

export async function stopAll(): Promise<void> {
  await Promise.all([stopSeries(), stopBeside()]);
}

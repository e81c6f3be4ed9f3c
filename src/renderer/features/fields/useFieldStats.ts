import { useEffect, useMemo, useState } from 'react';

import type { RunRecord } from '../../../core/run/record.ts';
import { useRun } from '../../state/run.ts';
import { FieldStats } from './field-stats.ts';

/** Of a frame's 16.7 ms: the rest is for painting what was found. */
const SLICE_MS = 6;

const kept = new WeakMap<RunRecord, FieldStats>();

function fieldStatsOf(record: RunRecord): FieldStats {
  let stats = kept.get(record);
  if (stats === undefined) {
    stats = new FieldStats(record);
    kept.set(record, stats);
  }
  return stats;
}

/** The statistics of a growing record, gathered a slice a frame. The object is another one when there is more. */
export function useFieldStats(record: RunRecord): { stats: FieldStats } {
  const stats = useMemo(() => fieldStatsOf(record), [record]);
  const [gathered, setGathered] = useState({ stats });
  useEffect(() => {
    let asked = 0;
    const slice = (): void => {
      const until = performance.now() + SLICE_MS;
      stats.advance(() => performance.now() >= until);
      setGathered({ stats });
      asked = stats.upToDate ? 0 : requestAnimationFrame(slice);
    };
    const ask = (): void => {
      if (asked === 0) asked = requestAnimationFrame(slice);
    };
    ask();
    const stop = useRun.subscribe((now, before) => {
      if (now.revision !== before.revision || now.status !== before.status) ask();
    });
    return () => {
      stop();
      cancelAnimationFrame(asked);
    };
  }, [stats]);
  return gathered.stats === stats ? gathered : { stats };
}

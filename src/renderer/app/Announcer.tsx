import { type ReactNode, useEffect, useState } from 'react';

import type { RunRecord } from '../../core/run/record.ts';
import { isLive, useRun } from '../state/run.ts';
import { summarise } from './announce.ts';

/** A listener is told at most so often; what has landed meanwhile is counted. Milliseconds. */
const PACE = 1_000;
/** And the first landing is told after at most so long. Milliseconds. */
const LOOK = 200;

/** Tells those who do not see the window what lands while a run is live. Its end is told by the verdict. */
export function Announcer(): ReactNode {
  const record = useRun((run) => (isLive(run.status) ? run.record : null));
  return (
    <p aria-live="polite" className="sr-only">
      {record !== null && <Landings record={record} />}
    </p>
  );
}

function Landings({ record }: { record: RunRecord }): ReactNode {
  const [said, setSaid] = useState('');
  useEffect(() => {
    let told = record.log.length;
    let last = Number.NEGATIVE_INFINITY;
    const timer = setInterval(() => {
      const now = performance.now();
      if (now - last < PACE) return;
      const news = summarise(record, told);
      told = record.log.length;
      if (news === null) return;
      last = now;
      setSaid(news);
    }, LOOK);
    return () => clearInterval(timer);
  }, [record]);
  return said;
}

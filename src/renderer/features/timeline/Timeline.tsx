import type { ReactNode } from 'react';

import { isLive, useRun } from '../../state/run.ts';
import { EmptyTimeline } from './EmptyTimeline.tsx';
import s from './Timeline.module.css';
import { Waterfall } from './Waterfall.tsx';

/** The panel: the waterfall of the run on screen, or what is said in its place. */
export function Timeline(): ReactNode {
  const record = useRun((run) => run.record);
  const nothing = useRun(
    (run) => run.record === null || (run.record.log.length === 0 && !isLive(run.status)),
  );
  // The waterfall of a file stands under the cover before its first rows come: put up together with them, its canvases
  // and their measures would make one long task of the first picture.
  const covered = useRun((run) => nothing && run.status === 'loading');
  return (
    <section aria-label="Timeline" className={s.panel}>
      {record === null || (nothing && !covered) ? (
        <EmptyTimeline />
      ) : (
        <div className={s.content} inert={covered}>
          <Waterfall record={record} />
        </div>
      )}
      {covered && (
        <div className={s.cover}>
          <EmptyTimeline />
        </div>
      )}
    </section>
  );
}

import type { ReactNode } from 'react';

import type { RunRecord } from '../../../core/run/record.ts';
import type { StoryRow } from './story.ts';
import s from './Landings.module.css';

/** A tick on the clock for every landing, also of the fields that are out of sight. */
export function Landings({
  rows,
  record,
  event,
  span,
  own = null,
}: {
  rows: readonly StoryRow[];
  record: RunRecord;
  event: number;
  span: number;
  /** The one that is spoken of. */
  own?: StoryRow | null;
}): ReactNode {
  return (
    <div className={s.landings} aria-hidden="true">
      {rows.map((row) => {
        const { pointer, landed, isContainer } = row;
        const at = landed === null || (isContainer && row !== own) ? null : record.log.t(landed);
        return at === null || landed === null ? null : (
          <i
            key={pointer}
            data-landed={landed <= event}
            data-own={row === own}
            style={{ left: `${(at / span) * 100}%` }}
          />
        );
      })}
    </div>
  );
}

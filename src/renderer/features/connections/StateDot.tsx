import type { ReactNode } from 'react';

import type { ConnectionEntry } from '../../../bridge/contract.ts';
import { keyInWords } from './describe.ts';
import s from './connections.module.css';

/** Full where a run could be sent, a ring where the key is missing. */
export function StateDot({ entry }: { entry: ConnectionEntry }): ReactNode {
  const missing = entry.key.state === 'missing';
  return (
    <span
      className={s.dot}
      data-missing={missing}
      role="img"
      aria-label={keyInWords(entry)}
      title={keyInWords(entry)}
    />
  );
}

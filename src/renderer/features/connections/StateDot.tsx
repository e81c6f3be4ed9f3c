import type { ReactNode } from 'react';

import type { ConnectionEntry } from '../../../bridge/contract.ts';
import { keyInWords } from './describe.ts';
import s from './connections.module.css';

/** Full where a run could be sent, a ring where the key is missing. */
export function StateDot({ entry }: { entry: ConnectionEntry }): ReactNode {
  const words = keyInWords(entry);
  return (
    <span className={s.dot} data-missing={entry.key.state === 'missing'} title={words}>
      <span className="sr-only">{words}</span>
    </span>
  );
}

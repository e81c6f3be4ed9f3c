import { Copy } from 'lucide-react';
import type { ReactNode } from 'react';

import type { RunRecord } from '../../../core/run/record.ts';
import { indexOf } from '../../state/run-index.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { copyText } from '../../state/copy-text.ts';
import { counted } from '../rows/format.ts';
import { Facts } from './Facts.tsx';
import s from './Prose.module.css';
import p from './SelectedOperation.module.css';

/** What the model thought up to an event, as one readable text rather than as pieces. */
export function Reasoning({ record, event }: { record: RunRecord; event: number }): ReactNode {
  const { reasons } = indexOf(record);
  const pieces = reasons.filter((reason) => reason <= event);
  const { length } = pieces;
  const text = pieces.map((reason) => record.log.text(reason)).join('');
  return (
    <>
      <div className={p.head}>
        <h2>Reasoning</h2>
        <span className={p.meta}>
          {length === reasons.length
            ? counted(length, 'piece')
            : `${length} of ${counted(reasons.length, 'piece')}`}
        </span>
        <IconButton label="Copy reasoning" onClick={() => void copyText(text, 'Reasoning copied')}>
          <Copy size={13} aria-hidden="true" />
        </IconButton>
      </div>
      <div className={p.body}>
        <div className={s.prose}>
          <p className={s.text}>{text}</p>
        </div>
        <Facts record={record} event={event} />
      </div>
    </>
  );
}

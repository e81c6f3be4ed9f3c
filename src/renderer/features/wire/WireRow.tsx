import { Copy } from 'lucide-react';
import type { ReactNode } from 'react';

import type { RunRecord } from '../../../core/run/record.ts';
import { cx } from '../../ui/cx.ts';
import { formatMs, formatWhole } from '../rows/format.ts';
import { sameRead } from '../rows/stamp.ts';
import { visible } from '../../../core/json/visible.ts';
import s from './Wire.module.css';

interface WireRowProps {
  id: string;
  record: RunRecord;
  event: number;
  /** Pixels from the top of the window. */
  top: number;
  position: number;
  of: number;
  selected: boolean;
}

const MOST_CHARACTERS = 400;

export function WireRow({ id, record, event, top, position, of, selected }: WireRowProps): ReactNode {
  const { log } = record;
  const t = log.t(event);
  const c = log.c(event);
  const kind = log.kind(event);
  const error = log.error(event);
  const text = log.text(event);
  const wrong = error !== null || kind === 'bad' || kind === 'err';
  const stamp = t === null ? '' : formatMs(t);
  return (
    <div
      id={id}
      role="option"
      tabIndex={-1}
      data-event={event}
      aria-selected={selected}
      aria-posinset={position}
      aria-setsize={of}
      aria-label={`${event + 1} ${kind} ${stamp === '' ? '' : `${stamp} ms `}${text.slice(0, MOST_CHARACTERS)}${error === null ? '' : `, ${error.message}`}`}
      className={cx(s.row, selected && s.selected, wrong && s.wrong)}
      style={{ top }}
    >
      <span className={s.dim}>{formatWhole(event + 1)}</span>
      <span>{stamp}</span>
      <span className={s.dim}>
        {c !== null && (event > 0 && sameRead(record, event - 1, event) ? '″' : formatWhole(c))}
      </span>
      <span className={s.kind} data-kind={wrong ? 'error' : kind}>
        {kind}
      </span>
      <span className={s.text}>
        {visible(text.slice(0, MOST_CHARACTERS))}
        {error !== null && <em> {error.message}</em>}
      </span>
      <span className={s.copy} title="Copy this line" aria-hidden="true" data-copy>
        <Copy size={12} />
      </span>
    </div>
  );
}

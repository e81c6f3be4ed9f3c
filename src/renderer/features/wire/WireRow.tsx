import { ChevronRight, Copy } from 'lucide-react';
import type { ReactNode } from 'react';

import { visible } from '../../../core/json/visible.ts';
import type { RunRecord } from '../../../core/run/record.ts';
import { cx } from '../../ui/cx.ts';
import { formatMs, formatWhole } from '../rows/format.ts';
import { describe } from './describe.ts';
import type { WireEntry } from './wire-list.ts';
import s from './Wire.module.css';

interface WireRowProps {
  id: string;
  record: RunRecord;
  entry: WireEntry;
  row: number;
  /** Pixels from the top of the window. */
  top: number;
  of: number;
  selected: boolean;
  /** The selected event came in this frame, or the selected frame brought this event. */
  related: boolean;
  open: boolean;
  /** The row above is what came before it. */
  follows: boolean;
  /** It comes after the playhead's moment. */
  later: boolean;
}

/** A longer text is cut here already: a row shows some hundred characters, and the operation panel the whole. */
const MOST_CHARACTERS = 400;

export function WireRow(props: WireRowProps): ReactNode {
  const { id, record, entry, row, top, of, selected, related, open, follows, later } = props;
  const said = describe(record, entry);
  const { number, t, c, gap, again, name, kind, more, at, problem } = said;
  const text = (said.fresh > 0 ? '…' : '') + said.text.slice(said.fresh, said.fresh + MOST_CHARACTERS);
  const derived = entry.frame >= 0 && entry.event >= 0;
  const expands = entry.event < 0 && more >= 0;
  const stamp = t === null ? '' : formatMs(t);
  const label = [
    number === null ? '' : formatWhole(number),
    name,
    kind,
    more > 0 ? `and ${more} more` : '',
    stamp === '' ? '' : `${stamp} ms`,
    at ?? '',
    text,
    problem === null ? '' : `, ${problem}`,
  ];
  return (
    <div
      id={id}
      role="treeitem"
      tabIndex={-1}
      data-row={row}
      data-later={later}
      aria-selected={selected}
      aria-level={derived ? 2 : 1}
      aria-posinset={row + 1}
      aria-setsize={of}
      aria-expanded={expands ? open : undefined}
      aria-label={label.filter((part) => part !== '').join(' ')}
      className={cx(s.row, derived && s.derived, related && s.related, selected && s.selected)}
      style={{ top }}
    >
      <span className={s.dim}>{number !== null && formatWhole(number)}</span>
      <span>{!derived && stamp}</span>
      <span className={s.dim}>{!derived && gap !== null && `+${formatMs(gap)}`}</span>
      <span className={s.dim}>{!derived && c !== null && (again && follows ? '″' : formatWhole(c))}</span>
      <span className={s.kind} data-kind={said.wrong ? 'error' : kind}>
        {kind === '' ? '–' : kind}
        {more > 0 && <i> +{more}</i>}
      </span>
      <span className={s.text}>
        {record.frames.length > 0 && !derived && (
          <span className={s.chevron} data-open={expands ? open : undefined}>
            {expands && <ChevronRight size={12} aria-hidden="true" />}
          </span>
        )}
        {problem !== null && <em>{problem} </em>}
        {name !== '' && <b>{visible(name)} </b>}
        {at !== null && <b>{at === '' ? '(root)' : visible(at)} </b>}
        {visible(text)}
      </span>
      <span className={s.copy} title="Copy as it came" aria-hidden="true" data-copy>
        <Copy size={12} />
      </span>
    </div>
  );
}

import { Copy } from 'lucide-react';
import type { ReactNode } from 'react';

import type { RunRecord } from '../../../core/run/record.ts';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { copyText } from '../../state/copy-text.ts';
import { eventTitle, receivedText } from '../rows/event-text.ts';
import { formatBytes, formatMs, formatWhole } from '../rows/format.ts';
import { choose } from '../wire/choose.ts';
import { frameAt } from '../wire/frame-at.ts';
import { JsonText } from './JsonText.tsx';
import s from './SelectedOperation.module.css';

/** A frame may be a whole answer; the Wire tab lists all of what it brought. */
const MOST_EVENTS = 40;

interface SelectedFrameProps {
  record: RunRecord;
  frame: number;
}

/** A frame as it came, and the events that were derived from it. */
export function SelectedFrame({ record, frame }: SelectedFrameProps): ReactNode {
  const { t, c, name, data } = frameAt(record, frame);
  const first = record.frames.firstEvent(frame);
  const count = record.frames.endEvent(frame) - first;
  const events = Array.from({ length: Math.min(count, MOST_EVENTS) }, (_, i) => first + i);
  return (
    <>
      <div className={s.head}>
        <h2>
          Frame {formatWhole(frame + 1)}
          {name !== '' && ` · ${name}`}
        </h2>
        <span className={s.meta}>
          {t !== null && `${formatMs(t)} ms · `}
          {c !== null && `read ${formatWhole(c)} · `}
          {formatBytes(new TextEncoder().encode(data).length)}
        </span>
        <IconButton label="Copy as it came" onClick={() => void copyText(data, 'Frame copied')}>
          <Copy size={13} aria-hidden="true" />
        </IconButton>
      </div>
      <div className={s.body}>
        <JsonText text={data} label="Received text" />
        <p className={s.came}>{count === 0 ? 'Nothing was derived from it.' : 'What it brought:'}</p>
        <ul className={s.events} aria-label="What it brought">
          {events.map((event) => {
            const seen = record.log.event(event);
            return (
              <li key={event}>
                <Button look="quiet" onClick={() => choose(record, { frame: -1, event })}>
                  <span>{eventTitle(record, event, seen)}</span>
                  <code>{'path' in seen ? seen.path : receivedText(seen)}</code>
                </Button>
              </li>
            );
          })}
        </ul>
        {count > MOST_EVENTS && (
          <p className={s.came}>… and {formatWhole(count - MOST_EVENTS)} more, listed in Wire.</p>
        )}
      </div>
    </>
  );
}

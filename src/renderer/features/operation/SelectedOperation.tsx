import { Copy } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';

import type { RunRecord } from '../../../core/run/record.ts';
import { opAtOrBefore } from '../../state/run-index.ts';
import { useRun } from '../../state/run.ts';
import { type Selection, useSelection } from '../../state/selection.ts';
import { useShownEvent } from '../../state/shown-event.ts';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Segmented } from '../../ui/Segmented.tsx';
import { copyText } from '../../state/copy-text.ts';
import { eventTitle, receivedText } from '../rows/event-text.ts';
import { formatBytes, formatWhole } from '../rows/format.ts';
import { lastToken } from '../rows/pattern.ts';
import { choose } from '../wire/choose.ts';
import { Facts } from './Facts.tsx';
import { Growing } from './Growing.tsx';
import { Reasoning } from './Reasoning.tsx';
import { JsonText } from './JsonText.tsx';
import { SdkEvent } from './SdkEvent.tsx';
import { SelectedFrame } from './SelectedFrame.tsx';
import s from './SelectedOperation.module.css';

/** The panel below the Document: the selected event, or the newest operation at the playhead. */
export function SelectedOperation(): ReactNode {
  const record = useRun((run) => run.record);
  useRun((run) => run.revision);
  const playhead = useShownEvent();
  const selection = useSelection();
  const chosen = record === null ? null : eventOf(record, selection, playhead);
  const ghost = chosen === null ? selection.pointer : null;
  const event = record === null ? -1 : (chosen ?? opAtOrBefore(record, playhead));
  if (record !== null && selection.frame !== null && selection.frame < record.frames.length) {
    return (
      <section aria-label="Selected operation" className={s.panel}>
        <SelectedFrame record={record} frame={selection.frame} />
      </section>
    );
  }
  return (
    <section aria-label="Selected operation" className={s.panel}>
      {record === null || ghost !== null || event < 0 || event >= record.log.length ? (
        <>
          <h2 className={s.head}>Operation</h2>
          <p className={s.empty}>
            {ghost === null
              ? 'Select a row to see its operation as the SDK would give it, and as it came.'
              : `“${lastToken(ghost)}” has not landed at this moment.`}
          </p>
        </>
      ) : (
        <Selected record={record} event={event} />
      )}
    </section>
  );
}

/** A place that was chosen in the schema says no event: it is the place's last change up to the playhead. */
function eventOf(record: RunRecord, { pointer, event }: Selection, playhead: number): number | null {
  if (event !== null || pointer === null) return event;
  const view = record.history.at(playhead);
  const node = view.find(pointer);
  return node === null ? null : view.changed(node);
}

/** Past this many characters the facts stand above the text, or they would be out of sight. */
const LONG = 300;

type Face = 'received' | 'sdk';

function Selected({ record, event }: { record: RunRecord; event: number }): ReactNode {
  const [face, setFace] = useState<Face>('received');
  const seen = record.log.event(event);
  const received = receivedText(seen);
  const error = record.log.error(event);
  const op = seen.kind === 'op' || seen.kind === 'ops';
  const c = record.log.c(event);
  const frame = record.frames.frameOf(event);
  if (seen.kind === 'reason') return <Reasoning record={record} event={event} />;
  return (
    <>
      <div className={s.head}>
        <h2>{eventTitle(record, event, seen)}</h2>
        <span className={s.meta}>
          {c !== null && `read ${formatWhole(c)} · `}
          {formatBytes(new TextEncoder().encode(received).length)}
        </span>
        <IconButton label="Copy as it came" onClick={() => void copyText(received, 'Operation copied')}>
          <Copy size={13} aria-hidden="true" />
        </IconButton>
      </div>
      <div className={s.body} data-long={received.length > LONG || face === 'sdk'}>
        {error !== null && (
          <p className={s.error} role="note">
            {seen.kind === 'op' || seen.kind === 'ops' ? 'Not applied: ' : 'Not readable: '}
            {error.message}
          </p>
        )}
        {seen.kind === 'err' && <p className={s.error}>{seen.message}</p>}
        {seen.kind === 'grow' && <Growing record={record} event={event} seen={seen} />}
        {(op || frame >= 0) && (
          <div className={s.tools}>
            {op && (
              <Segmented
                label="Show the operation"
                value={face}
                choices={[
                  { value: 'received', label: 'As it came' },
                  { value: 'sdk', label: 'SDK event' },
                ]}
                onChange={setFace}
              />
            )}
            {frame >= 0 && (
              <Button look="quiet" onClick={() => choose(record, { frame, event: -1 })}>
                Frame {formatWhole(frame + 1)}
              </Button>
            )}
          </div>
        )}
        {op && face === 'sdk' ? (
          <SdkEvent record={record} event={event} seen={seen} />
        ) : (
          <JsonText text={received} label="Received text" />
        )}
        <Facts record={record} event={event} />
      </div>
    </>
  );
}

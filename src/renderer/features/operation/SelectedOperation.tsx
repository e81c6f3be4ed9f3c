import { Copy } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';

import type { StreamEvent } from '../../../core/run/event.ts';
import type { RunRecord } from '../../../core/run/record.ts';
import { usePlayback } from '../../state/playback.ts';
import { opAtOrBefore } from '../../state/run-index.ts';
import { useRun } from '../../state/run.ts';
import { useSelection } from '../../state/selection.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { Segmented } from '../../ui/Segmented.tsx';
import { copyText } from '../document/actions.ts';
import { counted, formatBytes, formatWhole } from '../rows/format.ts';
import { lastToken } from '../rows/pattern.ts';
import { Facts } from './Facts.tsx';
import { Growing } from './Growing.tsx';
import { Reasoning } from './Reasoning.tsx';
import { JsonText } from './JsonText.tsx';
import { receivedText, SdkEvent } from './SdkEvent.tsx';
import s from './SelectedOperation.module.css';

/** The panel below the Document: the selected event, or the newest operation at the playhead. */
export function SelectedOperation(): ReactNode {
  const record = useRun((run) => run.record);
  useRun((run) => run.revision);
  const playhead = usePlayback((playback) => playback.event);
  const selection = useSelection();
  const ghost = selection.event === null && selection.pointer !== null ? selection.pointer : null;
  const event = record === null ? -1 : (selection.event ?? opAtOrBefore(record, playhead));
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
  if (seen.kind === 'reason') return <Reasoning record={record} event={event} />;
  return (
    <>
      <div className={s.head}>
        <h2>{titleOf(record, event, seen)}</h2>
        <span className={s.meta}>
          {c !== null && `read ${formatWhole(c)} · `}
          {formatBytes(new TextEncoder().encode(received).length)}
        </span>
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
          <IconButton label="Copy as it came" onClick={() => void copyText(received, 'Operation copied')}>
            <Copy size={13} aria-hidden="true" />
          </IconButton>
        </div>
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

function titleOf(record: RunRecord, event: number, seen: StreamEvent): string {
  switch (seen.kind) {
    case 'op':
      return `Operation ${formatWhole(record.log.opsUpTo(event))}`;
    case 'ops':
      return `Operations ${formatWhole(record.log.opsUpTo(event))} · ${counted(seen.ops.length, 'op')} as one`;
    case 'bad':
      return 'Unreadable line';
    case 'beat':
      return 'Heartbeat';
    case 'usage':
      return 'Usage';
    case 'reason':
      return 'Reasoning';
    case 'err':
      return seen.source === 'in-band' ? 'Error in the stream' : 'Connection error';
    case 'gate':
      return `Gate “${seen.name}”`;
    case 'mark':
      return `Mark “${seen.name}”`;
    case 'grow':
      return 'A string grows';
    case 'close':
      return seen.path === '' ? 'The document is complete' : 'Closing bracket';
    case 'note':
      return `Note: ${seen.what}`;
    case 'finish':
      return `The model stopped: ${seen.reason}`;
    case 'document':
      return seen.name === null ? 'A document begins' : `“${seen.name}” begins`;
    case 'unknown':
    default:
      return `Unknown event “${seen.name}”`;
  }
}

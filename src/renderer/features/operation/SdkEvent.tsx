import { Copy } from 'lucide-react';
import { useMemo } from 'react';
import type { ReactNode } from 'react';

import type { DocumentHistory, DocumentView } from '../../../core/document/history.ts';
import { sdkDiffers, sdkEvent } from '../../../core/protocols/sdk.ts';
import type { StreamEvent } from '../../../core/run/event.ts';
import type { RunRecord } from '../../../core/run/record.ts';
import { shownDocument } from '../../state/shown-document.ts';
import { Button } from '../../ui/Button.tsx';
import { copyText } from '../../state/copy-text.ts';
import { prettyJson } from '../document/pretty.ts';
import { JsonText } from './JsonText.tsx';
import s from './SdkEvent.module.css';

interface SdkEventProps {
  record: RunRecord;
  event: number;
  seen: Extract<StreamEvent, { kind: 'op' | 'ops' }>;
}

/** The event with the four members that the SDK gives its users: `op`, `field`, `value`, `snapshot`. */
export function SdkEvent({ record, event, seen }: SdkEventProps): ReactNode {
  const op = seen.kind === 'op' ? seen.op : seen.ops.at(-1);
  // The document after this event is laid out only while it is looked at.
  const snapshot = useMemo(() => {
    const view = historyOf(record, seen).at(event);
    return view.root() === null ? 'null' : prettyJson(view.json());
  }, [record, event, seen]);
  if (op === undefined) return null;
  const given = sdkEvent(op);
  const differs = sdkDiffers(op);
  return (
    <div className={s.event}>
      <dl className={s.members}>
        <dt>op</dt>
        <dd className="mono">{JSON.stringify(given.op)}</dd>
        <dt>field</dt>
        <dd className="mono">{JSON.stringify(given.field)}</dd>
        <dt>value</dt>
        <dd className="mono">
          {'value' in op ? valueText(historyOf(record, seen).at(event), op.path, op.value) : 'None'}
        </dd>
        <dt>snapshot</dt>
        <dd>
          <Button look="quiet" className={s.copy} onClick={() => void copyText(snapshot, 'Snapshot copied')}>
            <Copy size={12} aria-hidden="true" /> Copy snapshot
          </Button>
        </dd>
      </dl>
      <JsonText text={snapshot} label="Snapshot" />
      {differs !== null && <p className={s.differs}>{differs}</p>}
    </div>
  );
}

/** Of the document that the operation is of. */
function historyOf(record: RunRecord, { doc }: StreamEvent): DocumentHistory {
  return shownDocument(record, doc ?? null).history;
}

/** As it was spelled on the wire, where the node is still that value. */
function valueText(view: DocumentView, path: string, value: unknown): string {
  const node = view.find(path);
  return node === null ? JSON.stringify(value) : view.json(node);
}

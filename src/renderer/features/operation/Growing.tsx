import type { ReactNode } from 'react';

import type { StreamEvent } from '../../../core/run/event.ts';
import type { RunRecord } from '../../../core/run/record.ts';
import { shownDocument } from '../../state/shown-document.ts';
import s from './Prose.module.css';

interface GrowingProps {
  record: RunRecord;
  event: number;
  seen: Extract<StreamEvent, { kind: 'grow' }>;
}

/** A string so far, marked as one that has not landed: its end may still change what it means. */
export function Growing({ record, event, seen }: GrowingProps): ReactNode {
  const view = shownDocument(record, seen.doc ?? null).history.at(event);
  const node = view.find(seen.path);
  return (
    <div className={s.prose}>
      <p className={s.mark}>
        <span className="mono">{seen.path}</span> is growing, not landed
      </p>
      <p className={s.text}>{node === null ? seen.text : textOf(view.source(node))}</p>
    </div>
  );
}

/** The source of a string that is growing is JSON up to where it has come. */
function textOf(source: string): string {
  try {
    const value: unknown = JSON.parse(source.endsWith('"') && source.length > 1 ? source : `${source}"`);
    return typeof value === 'string' ? value : source;
  } catch {
    return source;
  }
}

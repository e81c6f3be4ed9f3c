import { type ReactNode, useEffect, useRef, useState } from 'react';

import { useDraft } from '../../state/draft.ts';
import { fetchLaterParts } from '../../ui/later.tsx';
import s from './SchemaPanel.module.css';

/** The schema's text, at first as such: Monaco comes after the first paint, 1 MB of script that nothing else waits for. */
export function SchemaEditorView(): ReactNode {
  const host = useRef<HTMLDivElement>(null);
  const [state, setState] = useState<'waiting' | 'ready' | 'failed'>('waiting');
  useEffect(() => {
    const stop = new AbortController();
    void (async () => {
      await afterPaint();
      try {
        const [{ SchemaEditor }, { connectEditor }] = await Promise.all([
          import('./monaco/schema-editor.ts'),
          import('./connect-editor.ts'),
        ]);
        if (stop.signal.aborted || host.current === null) return;
        connectEditor(host.current, SchemaEditor, stop.signal);
        setState('ready');
      } catch {
        if (!stop.signal.aborted) setState('failed');
      }
      // The editor is what is waited for most: everything else that comes later comes after it.
      fetchLaterParts();
    })();
    return () => stop.abort();
  }, []);
  return (
    <div className={s.editor}>
      <div ref={host} className={s.host} />
      {state !== 'ready' && <Waiting failed={state === 'failed'} />}
    </div>
  );
}

function Waiting({ failed }: { failed: boolean }): ReactNode {
  const text = useDraft((draft) => draft.draft.schema);
  return (
    <pre className={s.waiting}>
      {failed && 'The editor could not be loaded; this is the schema that will be sent.\n\n'}
      {text}
    </pre>
  );
}

/** Two frames: the first is scheduled before the paint that is meant, the second after it. */
function afterPaint(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())));
}

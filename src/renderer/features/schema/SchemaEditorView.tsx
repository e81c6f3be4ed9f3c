import { type ReactNode, useLayoutEffect, useRef, useState } from 'react';

import { useDraft } from '../../state/draft.ts';
import { editorHost, loadEditor } from './editor-host.ts';
import s from './SchemaPanel.module.css';

/** The schema's text, at first as such, and then in the editor. */
export function SchemaEditorView(): ReactNode {
  const place = useRef<HTMLDivElement>(null);
  const [state, setState] = useState<'waiting' | 'ready' | 'failed'>('waiting');
  useLayoutEffect(() => {
    let mounted = true;
    const host = editorHost();
    place.current?.append(host);
    void (async () => {
      const ready = await loadEditor();
      if (mounted) setState(ready ? 'ready' : 'failed');
    })();
    return () => {
      mounted = false;
      host.remove();
    };
  }, []);
  return (
    <div className={s.editor}>
      <div ref={place} className={s.host} />
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

import { type ReactNode, useLayoutEffect, useRef, useState } from 'react';

import { useDraft } from '../../state/draft.ts';
import { fetchLaterParts } from '../../ui/later.tsx';
import s from './SchemaPanel.module.css';

/** The schema's text, at first as such: Monaco comes after the first paint, 1 MB of script that nothing else waits for. */
export function SchemaEditorView(): ReactNode {
  const place = useRef<HTMLDivElement>(null);
  const [state, setState] = useState<'waiting' | 'ready' | 'failed'>('waiting');
  useLayoutEffect(() => {
    let mounted = true;
    const host = editorHost();
    place.current?.append(host);
    void (async () => {
      const ready = await loadEditor(host);
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

/**
 * One editor for the life of the window, wherever its panel stands: it has the steps that can be undone, and Monaco's
 * services cannot be started twice (its JSON mode registers contributions that a second editor would lack services for).
 */
let host: HTMLDivElement | null = null;
let loading: Promise<boolean> | null = null;

function editorHost(): HTMLDivElement {
  if (host === null) {
    host = document.createElement('div');
    host.className = s['host'] ?? '';
  }
  return host;
}

/** False where it could not be had; the next panel asks again. */
function loadEditor(at: HTMLDivElement): Promise<boolean> {
  loading ??= (async () => {
    await afterPaint();
    try {
      const [{ SchemaEditor }, { connectEditor }] = await Promise.all([
        import('./monaco/schema-editor.ts'),
        import('./connect-editor.ts'),
      ]);
      connectEditor(at, SchemaEditor);
      return true;
    } catch {
      loading = null;
      return false;
    } finally {
      // The editor is what is waited for most: everything else that comes later comes after it.
      fetchLaterParts();
    }
  })();
  return loading;
}

/** Two frames: the first is scheduled before the paint that is meant, the second after it. */
function afterPaint(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())));
}

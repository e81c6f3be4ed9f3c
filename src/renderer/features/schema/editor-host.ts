import { fetchLaterParts } from '../../ui/later.tsx';
import s from './SchemaPanel.module.css';

/**
 * One editor for the life of the window, wherever its panel stands: it has the steps that can be undone, and Monaco's
 * services cannot be started twice (its JSON mode registers contributions that a second editor would lack services for).
 */
const host = document.createElement('div');
host.className = s['host'] ?? '';

let loading: Promise<boolean> | null = null;

/** Where the editor is, in the page or not. */
export function editorHost(): HTMLDivElement {
  return host;
}

/** Monaco comes after the first paint, 1 MB of script that nothing else waits for. False where it could not be had; who asks again tries again. */
export function loadEditor(): Promise<boolean> {
  loading ??= (async () => {
    await afterPaint();
    try {
      const [{ SchemaEditor }, { connectEditor }] = await Promise.all([
        import('./monaco/schema-editor.ts'),
        import('./connect-editor.ts'),
      ]);
      connectEditor(host, SchemaEditor);
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

import { type ReactNode, useEffect, useState } from 'react';

import { openFile, openText, useImport } from '../state/imports.ts';
import { notify } from '../state/notices.ts';
import s from './overlays.module.css';

/** Files dropped anywhere, and operations pasted where nothing takes text, are opened as runs. */
export function DropZone(): ReactNode {
  const [over, setOver] = useState(false);
  useEffect(() => {
    const stop = new AbortController();
    const on = { signal: stop.signal };
    // `dragenter` and `dragleave` come for every element on the way; only the window's edge has nothing beyond it.
    window.addEventListener('dragenter', (event) => setOver(hasFiles(event)), on);
    window.addEventListener('dragover', (event) => hasFiles(event) && event.preventDefault(), on);
    window.addEventListener('dragleave', (event) => event.relatedTarget === null && setOver(false), on);
    window.addEventListener(
      'drop',
      (event) => {
        setOver(false);
        if (!hasFiles(event)) return;
        event.preventDefault();
        drop([...(event.dataTransfer?.files ?? [])]);
      },
      on,
    );
    window.addEventListener('paste', paste, on);
    return () => stop.abort();
  }, []);
  return (
    <>
      {over && (
        <div className={s.drop}>
          <p>
            Drop to replay
            <small>a capture, a file of operations, or what a terminal recorded of them</small>
          </p>
        </div>
      )}
      <ImportProgress />
    </>
  );
}

function ImportProgress(): ReactNode {
  const { name } = useImport();
  if (name === null) return null;
  return <progress className={s.import} aria-label={`Opening ${name}`} />;
}

function drop(files: readonly File[]): void {
  const [first, ...others] = files;
  if (first === undefined) return;
  if (others.length > 0)
    notify({ tone: 'info', text: `Of ${files.length} files, “${first.name}” is opened.` });
  void openFile(first);
}

function paste(event: ClipboardEvent): void {
  const target = event.target;
  if (
    target instanceof Element &&
    target.closest('input, textarea, [contenteditable], .monaco-editor, [role=dialog]')
  )
    return;
  const text = event.clipboardData?.getData('text/plain') ?? '';
  if (text.trim() === '') return;
  event.preventDefault();
  void openText(text);
}

function hasFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') === true;
}

import { create } from 'zustand';

import type { RunDocument, RunRecord } from '../../core/run/record.ts';
import { useRun } from './run.ts';
import { clearSelection } from './selection.ts';

/** Which of the run's documents Document and Timeline show: the main one (null), or one of its tool calls. */
export const useShownDocument = create<{ id: string | null }>()(() => ({ id: null }));

/** Pointers of one document mean nothing in another, so the selection goes. */
export function showDocument(id: string | null): void {
  if (useShownDocument.getState().id === id) return;
  clearSelection();
  useShownDocument.setState({ id });
}

/** The document on screen; the main one where the chosen one is not of this run. */
export function shownDocument(record: RunRecord, id: string | null): RunDocument {
  const main: RunDocument = record.documents[0] ?? {
    id: null,
    name: null,
    text: false,
    history: record.history,
  };
  return record.documents.find((document) => document.id === id) ?? main;
}

/** `content`, or what the protocol calls a document; calls of one tool are told apart by their number. */
export function documentTitle(record: RunRecord, document: RunDocument): string {
  const { name } = document;
  if (name === null) return 'content';
  const alike = record.documents.filter((other) => other.name === name);
  return alike.length === 1 ? name : `${name} ${alike.indexOf(document) + 1}`;
}

/** What to say where the main document alone is looked at, and the run has others; null where it has one. */
export function onlyMain(record: RunRecord): string | null {
  const [main, ...others] = record.documents;
  if (main === undefined || others.length === 0) return null;
  return `${documentTitle(record, main)} alone, the first of ${others.length + 1} documents`;
}

// Documents are those of one run.
useRun.subscribe((now, before) => {
  if (now.record !== before.record) useShownDocument.setState({ id: null });
});

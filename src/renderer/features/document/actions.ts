import type { DocumentView, NodeId } from '../../../core/document/history.ts';
import { copyText } from '../../state/copy-text.ts';
import { usePlayback } from '../../state/playback.ts';
import type { RunRecord } from '../../../core/run/record.ts';
import { useRun } from '../../state/run.ts';
import { shownDocument, useShownDocument } from '../../state/shown-document.ts';
import { fileStem, saveBlob } from '../../ui/save-blob.ts';
import { stampWithUnit } from '../rows/stamp.ts';
import { prettyJson } from './pretty.ts';
import { setOpen } from './tree-state.ts';

function shownView(record: RunRecord | null): DocumentView | undefined {
  if (record === null) return undefined;
  return shownDocument(record, useShownDocument.getState().id).history.at(usePlayback.getState().event);
}

/** The document at the playhead, laid out; null where there is none at that moment. */
function documentText(): string | null {
  const { record } = useRun.getState();
  const view = shownView(record);
  return view === undefined || view.root() === null ? null : prettyJson(view.json());
}

export function copyDocument(): void {
  const text = documentText();
  if (text !== null) void copyText(text, 'Document copied');
}

export function saveDocument(): void {
  const { record, opened } = useRun.getState();
  const text = documentText();
  if (text === null || record === null) return;
  const moment = stampWithUnit(record, usePlayback.getState().event).replaceAll(/[ ,]/g, '');
  const file = new Blob([`${text}\n`], { type: 'application/json' });
  saveBlob(`${fileStem(opened?.name)}-at-${moment}.json`, file);
}

/** Closing is cheap; opening stops where rows would become too many to be of use. */
const MOST_OPENED = 2000;

export function expandAll(): void {
  withContainers((nodes) => setOpen(nodes, true));
}

export function collapseAll(): void {
  withContainers((nodes) => setOpen(nodes.slice(1), false));
}

function withContainers(act: (nodes: NodeId[]) => void): void {
  const view = shownView(useRun.getState().record);
  if (view !== undefined) act(containers(view));
}

/** The first containers in document order, breadth first, so that no branch starves another. */
function containers(view: DocumentView): NodeId[] {
  const root = view.root();
  const queue = root === null ? [] : [root];
  for (let i = 0; i < queue.length && queue.length < MOST_OPENED; i++) {
    const node = queue[i];
    if (node === undefined) break;
    for (const child of view.children(node, 0, MOST_OPENED)) {
      const type = view.type(child);
      if ((type === 'object' || type === 'array') && view.childCount(child) > 0) queue.push(child);
    }
  }
  return queue.slice(0, MOST_OPENED);
}

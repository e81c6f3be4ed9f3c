import { useEffect, useLayoutEffect, useMemo, useRef } from 'react';
import type { KeyboardEvent, MouseEvent, ReactNode } from 'react';

import type { DocumentView } from '../../../core/document/history.ts';
import { schemaTitle } from '../../../core/schema/title.ts';
import { usePlayback } from '../../state/playback.ts';
import { opAtOrBefore } from '../../state/run-index.ts';
import { isLive, useRun } from '../../state/run.ts';
import { useShownEvent } from '../../state/shown-event.ts';
import { shownDocument, useShownDocument } from '../../state/shown-document.ts';
import { select, useSelection } from '../../state/selection.ts';
import { rootGhosts, ghostsOf, expectedNext } from './ghosts.ts';
import { DocumentHead } from './DocumentHead.tsx';
import { movedLookup } from './moved.ts';
import { expectationAt } from '../rows/expectation.ts';
import { Rows } from '../rows/rows.ts';
import type { Row } from '../rows/rows.ts';
import { targetOf } from '../rows/stamp.ts';
import { usePinned } from '../rows/usePinned.ts';
import { useRowWindow } from '../rows/useRowWindow.ts';
import { useRunSchema } from '../rows/useRunSchema.ts';
import { GhostRow, NodeRow } from './TreeRow.tsx';
import { treeMove } from './tree-keys.ts';
import { setOpen, useTreeState } from './tree-state.ts';
import s from './DocumentTree.module.css';

/** As `--row`. */
const ROW = 26;
/** Containers with more children list them closed. */
const LONG = 100;

/** The whole Document panel: the tree at the playhead, and its head with copy and save. */
export function DocumentTree(): ReactNode {
  const record = useRun((run) => run.record);
  const status = useRun((run) => run.status);
  const event = useShownEvent();
  const following = usePlayback((playback) => playback.following);
  const open = useTreeState((state) => state.open);
  const selected = useSelection((selection) => selection.pointer);
  const runSchema = useRunSchema();
  const live = isLive(status);
  const atNewest = live && following;
  /** What has not landed at this moment still may. */
  const ahead = live || (record !== null && event < record.log.length - 1);

  const shownId = useShownDocument((state) => state.id);
  const shown = record === null ? null : shownDocument(record, shownId);
  const history = shown?.history ?? null;
  const view = useMemo(() => history?.at(event) ?? null, [history, event]);
  // The schema is that of the main document.
  const tree = shown === null || shown.id === null ? runSchema : null;
  const rows = useMemo(() => {
    if (view === null) return null;
    const next = tree !== null && atNewest ? expectedNext(view, tree) : null;
    const expectation = record !== null && ahead ? expectationAt(record, view) : null;
    return new Rows(view, {
      open,
      long: LONG,
      unfolded: null,
      newest: atNewest,
      ghosts: tree === null ? () => [] : (node) => ghostsOf(view, node, tree, next, expectation),
    });
  }, [record, view, open, atNewest, ahead, tree]);

  const isMoved = useMemo(
    () => (view === null || tree === null ? () => false : movedLookup(view, tree)),
    [view, tree],
  );

  // Before the root has landed, the schema's own fields stand there.
  const waitingGhosts = useMemo(() => {
    if (tree === null || (rows !== null && rows.length > 0)) return [];
    const expectation = record === null || view === null || !ahead ? null : expectationAt(record, view);
    return rootGhosts(tree, expectation);
  }, [record, view, tree, rows, ahead]);
  const count = rows === null || rows.length === 0 ? waitingGhosts.length : rows.length;
  const [scrollRef, scroller] = useRowWindow(count, ROW);
  const { reveal } = scroller;

  const latest = record === null ? -1 : opAtOrBefore(record, event);
  const activeRow = rows === null || view === null || selected === null ? -1 : rowOf(rows, view, selected);
  const active = Math.max(0, activeRow);

  // The row that the playhead reaches comes into sight as it moves, until the person scrolls.
  const { moves, pinned, release } = usePinned();
  useLayoutEffect(() => {
    if (!moves || !pinned.current || record === null || view === null || rows === null) return;
    const target = targetOf(record, view, latest, shown?.id ?? null);
    if (target !== null) reveal(rows.indexOf(target));
  }, [record, shown, view, rows, latest, moves, pinned, reveal]);

  // What is selected elsewhere is opened up to and brought into sight here: once, for a person may close it again.
  const shownFor = useRef<string | null>(null);
  useEffect(() => {
    if (selected === null || view === null || shownFor.current === selected) return;
    shownFor.current = selected;
    const node = view.find(selected);
    if (node === null) return;
    const closed = [];
    const { open } = useTreeState.getState();
    for (let up = view.parent(node); up !== null; up = view.parent(up)) {
      if (!(open.get(up) ?? !inLong(view, up))) closed.push(up);
    }
    if (closed.length > 0) setOpen(closed, true);
  }, [selected, view]);
  useLayoutEffect(() => {
    if (activeRow >= 0) reveal(activeRow);
  }, [reveal, activeRow]);

  const wantsFocus = useRef(false);
  useLayoutEffect(() => {
    if (!wantsFocus.current) return;
    wantsFocus.current = false;
    scrollRef.current
      ?.querySelector<HTMLElement>('[role=treeitem][tabindex="0"]')
      ?.focus({ preventScroll: true });
  });

  function choose(row: Row): void {
    if (view === null) return;
    if (row.kind === 'ghost') select(row.ghost.pointer, null);
    else select(view.pointer(row.node), view.changed(row.node));
  }

  function onKeyDown(key: KeyboardEvent): void {
    if (rows === null || view === null || key.ctrlKey || key.metaKey || key.altKey) return;
    const nameOf = (row: Row): string =>
      row.kind === 'ghost' ? row.ghost.name : String(view.name(row.node) ?? '');
    const move =
      key.key === 'Enter' || key.key === ' ' ? { to: active } : treeMove(rows, active, key.key, nameOf);
    if (move === null) return;
    key.preventDefault();
    key.stopPropagation();
    wantsFocus.current = true;
    const row = rows.row('to' in move ? move.to : 'open' in move ? move.open : move.close);
    if (row === null) return;
    if ('to' in move) choose(row);
    else toggle(row);
  }

  /** One listener for all rows, as for the keys. */
  function onClick(click: MouseEvent): void {
    if (!(click.target instanceof Element)) return;
    const index = Number(click.target.closest<HTMLElement>('[role=treeitem]')?.dataset['row'] ?? -1);
    const ghost = rows === null || rows.length === 0 ? waitingGhosts[index] : undefined;
    const row = rows?.row(index) ?? null;
    if (ghost !== undefined) select(ghost.pointer, null);
    if (row === null) return;
    if (click.type === 'dblclick' || click.target.closest('[data-open]') !== null) toggle(row);
    else choose(row);
  }

  const listed: ReactNode[] = [];
  const put = (i: number): void => {
    const top = (i - scroller.first) * ROW - scroller.offset;
    const row = rows?.row(i) ?? null;
    if (row === null || view === null || record === null) return;
    const common = { index: i, top, active: i === active, selected: i === activeRow };
    if (row.kind === 'ghost') {
      listed.push(<GhostRow key={`ghost ${row.ghost.pointer}`} row={row} live={live} {...common} />);
    } else if (row.kind === 'node') {
      const title = row.depth === 0 ? (shown?.name ?? rootName(tree)) : undefined;
      listed.push(
        <NodeRow
          key={row.node}
          row={row}
          record={record}
          view={view}
          latest={latest}
          title={title}
          moved={isMoved(row.node)}
          {...common}
        />,
      );
    }
  };
  for (let i = scroller.first; i < scroller.last; i++) put(i);
  // The row that holds the focus stays in the page when it is scrolled out of sight.
  if (rows !== null && rows.length > 0 && (active < scroller.first || active >= scroller.last)) put(active);
  waitingGhosts.forEach((ghost, i) => {
    const row = { kind: 'ghost' as const, ghost, depth: 0, position: i + 1, of: waitingGhosts.length };
    listed.push(
      <GhostRow
        key={`ghost ${ghost.pointer}`}
        row={row}
        live={live}
        top={i * ROW - scroller.first * ROW - scroller.offset}
        active={i === 0}
        selected={selected === ghost.pointer}
        index={i}
      />,
    );
  });

  return (
    <section aria-label="Document" className={s.panel}>
      <DocumentHead />
      {count === 0 && (
        <p className={s.empty}>
          {record === null || status === 'empty'
            ? 'The document grows here, field by field.'
            : live || status === 'loading'
              ? 'Nothing has landed yet.'
              : event < 0 && record.log.length > 0
                ? 'At this moment nothing had landed yet.'
                : 'No field landed in this run.'}
        </p>
      )}
      <div
        ref={scrollRef}
        className={s.scroll}
        data-empty={count === 0}
        onWheel={release}
        onPointerDown={release}
      >
        <div style={{ height: scroller.height }}>
          <div
            role="tree"
            aria-label="Document"
            className={s.window}
            style={{ height: scroller.viewport }}
            tabIndex={-1}
            onKeyDown={onKeyDown}
            onClick={onClick}
            onDoubleClick={onClick}
          >
            {listed}
          </div>
        </div>
      </div>
    </section>
  );
}

function toggle(row: Row): void {
  if (row.kind === 'node' && row.toggle !== 'none') setOpen([row.node], row.toggle === 'closed');
}

function rowOf(rows: Rows, view: DocumentView, pointer: string): number {
  const node = view.find(pointer);
  return node === null ? rows.indexOfGhost(pointer) : rows.indexOf(node);
}

function inLong(view: DocumentView, node: number): boolean {
  const parent = view.parent(node);
  return parent !== null && view.childCount(parent) > LONG;
}

/** A document is called by its schema's title, where that reads as a name. */
function rootName(tree: Parameters<typeof schemaTitle>[0] | null): string {
  return (tree === null ? null : schemaTitle(tree)) ?? 'document';
}

import { ArrowDownUp, ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';

import type { DocumentView } from '../../../core/document/history.ts';
import type { RunRecord } from '../../../core/run/record.ts';
import { cx } from '../../ui/cx.ts';
import { counted, formatWhole } from '../rows/format.ts';
import { Glyph } from '../rows/Glyph.tsx';
import type { Row } from '../rows/rows.ts';
import { sameRead, stampOf, stampWithUnit } from '../rows/stamp.ts';
import { visible, visibleKey } from '../../../core/json/visible.ts';
import s from './TreeRow.module.css';

interface Common {
  /** Which row it is, for the tree's one listener. */
  index: number;
  /** Pixels from the top of the window. */
  top: number;
  /** Holds the tree's place in the tab order. */
  active: boolean;
  selected: boolean;
}

interface NodeRowProps extends Common {
  row: Extract<Row, { kind: 'node' }>;
  record: RunRecord;
  view: DocumentView;
  /** The newest operation at this moment. */
  latest: number;
  /** In place of the name, for the root. */
  title: string | undefined;
  /** Its key came out of declared order. */
  moved: boolean;
}

/** A longer value is cut here already: a row shows some sixty characters, and the operation panel the whole. */
const MOST_CHARACTERS = 240;

/** Deep rows are indented no further than half the panel, or nothing of their names would be left. */
function indent(depth: number): string {
  return `min(${10 + depth * 16}px, 50%)`;
}

export function NodeRow(props: NodeRowProps): ReactNode {
  const { row, record, view, latest, title, moved, index, top, active, selected } = props;
  const { node } = row;
  const type = view.type(node);
  const leaf = type !== 'object' && type !== 'array';
  const name = title ?? visibleKey(String(view.name(node) ?? ''));
  const growing = leaf && view.growing(node);
  const value = growing
    ? visible(newest(view.source(node)))
    : leaf
      ? visible(cut(view.source(node)))
      : counted(view.childCount(node), type === 'object' ? 'field' : 'item');
  // A container is dated by its seed: that is when it appeared, and its close is the timeline's to show.
  const event = leaf ? view.changed(node) : view.born(node);
  const now = event === latest || sameRead(record, event, latest);
  const changes = view.changes(node);
  return (
    <div
      role="treeitem"
      data-row={index}
      tabIndex={active ? 0 : -1}
      aria-label={
        growing ? `${name} ${value}, growing, not landed` : `${name} ${value} ${stampWithUnit(record, event)}`
      }
      aria-level={row.depth + 1}
      aria-setsize={row.of}
      aria-posinset={row.position}
      aria-selected={selected}
      aria-expanded={row.toggle === 'none' ? undefined : row.toggle === 'open'}
      className={cx(s.node, now && s.now, selected && s.selected)}
      style={{ top, paddingLeft: indent(row.depth) }}
    >
      <span className={s.key}>
        <span
          className={s.chevron}
          data-open={row.toggle === 'none' ? undefined : row.toggle === 'open'}
          aria-hidden="true"
        >
          {row.toggle !== 'none' && <ChevronRight size={11} />}
        </span>
        <Glyph type={type} />
        <span dir="auto" className={cx('mono', s.name)}>
          {name}
        </span>
        {moved && (
          <span className={s.moved} title="It did not arrive at its place in the schema">
            <ArrowDownUp size={10} aria-label="out of declared order" />
          </span>
        )}
      </span>
      <span dir="auto" className={cx('mono', s.value, growing && s.growing)} data-type={type}>
        {value}
      </span>
      <span
        className={cx('mono', s.at)}
        title={changes > 0 ? `changed ${counted(changes, 'time')}` : undefined}
      >
        {growing ? 'growing' : `${changes > 0 ? `×${changes + 1} ` : ''}${stampOf(record, event)}`}
      </span>
    </div>
  );
}

interface GhostRowProps extends Common {
  row: Extract<Row, { kind: 'ghost' }>;
  live: boolean;
}

export function GhostRow({ row, live, index, top, active, selected }: GhostRowProps): ReactNode {
  const { ghost } = row;
  const name = visibleKey(ghost.name);
  const { expected } = ghost;
  const at = expected === null ? null : formatWhole(expected.at);
  return (
    <div
      role="treeitem"
      data-row={index}
      tabIndex={active ? 0 : -1}
      aria-label={`${name}, not landed${at === null ? '' : `, predicted ${at} ms`}`}
      aria-level={row.depth + 1}
      aria-setsize={row.of}
      aria-posinset={row.position}
      aria-selected={selected}
      className={cx(s.node, s.ghost, ghost.next && s.next, selected && s.selected)}
      style={{ top, paddingLeft: indent(row.depth) }}
    >
      <span className={s.key}>
        <span className={s.chevron} />
        <Glyph type={ghost.type} />
        <span dir="auto" className={cx('mono', s.name)}>
          {name}
        </span>
      </span>
      <span className={s.value}>{ghost.next ? 'expected next' : live ? 'not landed yet' : 'not landed'}</span>
      <span
        className={cx('mono', s.at)}
        title={expected === null ? undefined : `Predicted: the median of ${counted(expected.n, 'other run')}`}
      >
        {at !== null && `≈ ${at}`}
      </span>
    </div>
  );
}

function cut(text: string): string {
  return text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}…` : text;
}

/** As much of a growing string as a row shows: its newest characters, which are what a person waits for. */
const NEWEST = 28;

function newest(text: string): string {
  return text.length > NEWEST ? `…${text.slice(-NEWEST)}` : text;
}

import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';

import type { DocumentView } from '../../../core/document/history.ts';
import { cx } from '../../ui/cx.ts';
import { formatWhole } from '../rows/format.ts';
import { Glyph } from '../rows/Glyph.tsx';
import type { Row } from '../rows/rows.ts';
import { visibleKey } from '../../../core/json/visible.ts';
import type { Bar } from './bars.ts';
import { stampText } from './brush.ts';
import type { Scene } from './scene.ts';
import s from './TimelineRow.module.css';

interface TimelineRowProps {
  id: string;
  row: Row;
  bar: Bar;
  view: DocumentView;
  unit: Scene['unit'];
  /** Pixels from the top of the window. */
  top: number;
  selected: boolean;
  position: number;
  of: number;
  onToggle: () => void;
}

/** Deeper rows are indented no further, or nothing of their names would be left. */
const DEEPEST = 5;

/** The label of a row, and the element by which assistive technology knows it; its bar is on the canvas. */
export function TimelineRow(props: TimelineRowProps): ReactNode {
  const { id, row, bar, view, unit, top, selected, position, of, onToggle } = props;
  const toggle = row.kind === 'ghost' ? 'none' : row.toggle;
  const name = nameOf(row, view);
  const times = timesOf(bar, unit);
  return (
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={selected}
      aria-setsize={of}
      aria-posinset={position}
      aria-label={`${name} ${times}`}
      title={`${name}: ${times}`}
      className={cx(s.row, selected && s.selected, row.kind === 'ghost' && s.ghost)}
      style={{ top }}
    >
      <span
        className={s.label}
        style={{ paddingLeft: 14 + Math.min(row.depth, DEEPEST) * 12 }}
        onDoubleClick={onToggle}
      >
        {toggle !== 'none' && (
          <span
            className={s.chevron}
            data-open={toggle === 'open'}
            aria-hidden="true"
            onPointerUp={(pointer) => {
              pointer.stopPropagation();
              onToggle();
            }}
          >
            <ChevronRight size={10} />
          </span>
        )}
        <Glyph type={typeOf(row, bar, view)} />
        <span dir="auto" className={cx('mono', s.name)}>
          {name}
        </span>
        {row.kind === 'items' && <span className={s.count}>· {formatWhole(row.count)}</span>}
      </span>
    </div>
  );
}

function nameOf(row: Row, view: DocumentView): string {
  if (row.kind === 'ghost') return visibleKey(row.ghost.name);
  if (row.kind === 'items') return '*';
  const name = view.name(row.node);
  return name === null ? '(root)' : visibleKey(String(name));
}

function typeOf(row: Row, bar: Bar, view: DocumentView): string {
  if (row.kind === 'ghost') return row.ghost.type;
  if (row.kind === 'items') return bar.kind === 'items' ? bar.type : 'array';
  return view.type(row.node);
}

function timesOf(bar: Bar, unit: Scene['unit']): string {
  const stamp = (value: number): string =>
    unit === 'ms' ? `${stampText(value, unit)} ms` : `op ${stampText(value, unit)}`;
  switch (bar.kind) {
    case 'leaf':
      return `opened ${stamp(bar.open)}, landed ${stamp(bar.land)}${bar.shared ? ', same read' : ''}`;
    case 'container':
      return `opened ${stamp(bar.seed)}, ${bar.close === null ? 'open' : `closed ${stamp(bar.close)}${bar.inferred ? ' (inferred)' : ''}`}`;
    case 'items':
      return `${formatWhole(bar.times.count)} items, ${stamp(bar.times.first)} to ${stamp(bar.times.last)}`;
    case 'next':
    default:
      return `${bar.growing ? 'growing, not landed' : 'expected next'}${
        bar.expected === null ? '' : `, predicted ${formatWhole(bar.expected.at)} ms`
      }`;
  }
}

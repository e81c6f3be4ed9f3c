import type { ReactNode } from 'react';

import s from './Glyph.module.css';

const SHAPES: Record<string, string> = {
  object: '{}',
  array: '[]',
  string: '“”',
  number: '#',
  integer: '#',
  boolean: '◐',
  null: '∅',
};

/** The sign of a JSON type: its colour and its shape both say which. */
export function Glyph({ type }: { type: string }): ReactNode {
  return (
    <span className={s.glyph} data-type={type === 'integer' ? 'number' : type} aria-hidden="true">
      {SHAPES[type] ?? '·'}
    </span>
  );
}

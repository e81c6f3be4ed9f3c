import { el } from './dom.ts';

const SHAPES: { readonly [type: string]: string } = {
  object: '{}',
  array: '[]',
  string: '“”',
  number: '#',
  integer: '#',
  boolean: '◐',
  null: '∅',
};

/** The sign of a JSON type, as the window has it. */
export function glyph(type: string): HTMLElement {
  const known = type === 'integer' ? 'number' : type;
  return el('span', { class: 'glyph', 'data-type': known, 'aria-hidden': 'true' }, SHAPES[type] ?? '·');
}

import { visible, visibleKey } from '../core/json/visible.ts';
import type { RunRecord } from '../core/run/record.ts';
import { counted, formatWhole } from '../renderer/features/rows/format.ts';
import { isContainer } from '../renderer/features/rows/rows.ts';
import { stampWithUnit, targetOf } from '../renderer/features/rows/stamp.ts';
import { el, scrolling } from './dom.ts';
import type { Playback } from './playback.ts';

/** Characters of a value that are shown; a page of them is more than anybody reads here. */
const LONGEST = 4000;

interface Detail {
  element: HTMLElement;
  /** Follows the node at a place from now on. */
  choose: (pointer: string) => void;
}

/**
 * One node in full, where its row shows only the beginning: its place, when it landed, its whole value. The one that was
 * chosen in the tree, as long as it is in the document; else the one that landed last.
 */
export function detail(record: RunRecord, playback: Playback): Detail {
  const place = el('span', { class: 'place', dir: 'auto' });
  const when = el('span', { class: 'note' });
  const value = scrolling(
    el('p', { class: 'whole', dir: 'auto', role: 'group', 'aria-label': 'Value in full' }),
  );
  const element = el(
    'section',
    { class: 'detail', 'aria-label': 'Chosen field' },
    el('div', { class: 'line' }, place, when),
    value,
  );
  let chosen: string | null = null;

  function update(): void {
    const { event } = playback.moment;
    const view = record.history.at(event);
    const last = record.log.opsUpTo(event);
    const newest = last === 0 ? null : targetOf(record, view, record.log.eventOfOp(last));
    const node = (chosen === null ? null : view.find(chosen)) ?? newest;
    element.classList.toggle('without', node === null);
    if (node === null) {
      place.textContent = '';
      when.textContent = '';
      value.textContent = last === 0 ? 'Nothing has landed yet.' : 'The last operation left no field.';
      return;
    }
    const container = isContainer(view, node);
    const at = container ? view.born(node) : view.changed(node);
    const pointer = view.pointer(node);
    place.textContent = pointer === '' ? '(root)' : visible(pointer);
    place.title = place.textContent;
    when.textContent = `${stampWithUnit(record, at)}${record.log.timed ? ` · op ${formatWhole(record.log.opsUpTo(at))}` : ''}`;
    value.dataset['type'] = view.type(node);
    value.textContent = container ? namesIn(node) : shortened(view.source(node));

    function namesIn(parent: number): string {
      const count = view.childCount(parent);
      if (view.type(parent) === 'array') return counted(count, 'item');
      const names = view.children(parent, 0, MOST_NAMES).map((child) => visibleKey(String(view.name(child))));
      return count === 0 ? 'no fields' : `${names.join(', ')}${count > MOST_NAMES ? ', …' : ''}`;
    }
  }

  playback.onChange(update);
  update();
  return {
    element,
    choose: (pointer) => {
      chosen = pointer;
      update();
    },
  };
}

const MOST_NAMES = 40;

function shortened(source: string): string {
  if (source.length <= LONGEST) return visible(source);
  return `${visible(source.slice(0, LONGEST))}… (${counted(source.length, 'character')})`;
}

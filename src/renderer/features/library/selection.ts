/** Which captures are selected. `active` has the focus; a range grows from `anchor` to it. */
export interface Selection {
  readonly selected: ReadonlySet<string>;
  readonly active: string | null;
  readonly anchor: string | null;
}

export const NOTHING: Selection = { selected: new Set(), active: null, anchor: null };

/** As in file managers: a plain press selects one, Ctrl adds or takes away one, Shift selects a range. */
export type Reach = 'one' | 'toggle' | 'range';

export function reachOf(event: { ctrlKey: boolean; metaKey: boolean; shiftKey: boolean }): Reach {
  if (event.shiftKey) return 'range';
  return event.ctrlKey || event.metaKey ? 'toggle' : 'one';
}

export function selectAt(before: Selection, ids: readonly string[], index: number, reach: Reach): Selection {
  const id = ids[index];
  if (id === undefined) return before;
  if (reach === 'one') return { selected: new Set([id]), active: id, anchor: id };
  if (reach === 'toggle') {
    const selected = new Set(before.selected);
    if (!selected.delete(id)) selected.add(id);
    return { selected, active: id, anchor: id };
  }
  const from = Math.max(0, before.anchor === null ? 0 : ids.indexOf(before.anchor));
  const range = ids.slice(Math.min(from, index), Math.max(from, index) + 1);
  return { selected: new Set(range), active: id, anchor: ids[from] ?? id };
}

export function selectAll(before: Selection, ids: readonly string[]): Selection {
  return { ...before, selected: new Set(ids), active: before.active ?? ids[0] ?? null };
}

/**
 * What is left of it among these: nothing that is not shown stays selected, and where nothing is left, the one in the
 * place of the active one is.
 */
export function keepShown(before: Selection, ids: readonly string[], previous: readonly string[]): Selection {
  const shown = new Set(ids);
  const selected = new Set([...before.selected].filter((id) => shown.has(id)));
  const active = before.active !== null && shown.has(before.active) ? before.active : null;
  if (active !== null && selected.size === before.selected.size) return before;
  if (selected.size > 0)
    return { selected, active: active ?? [...selected][0] ?? null, anchor: before.anchor };
  const place = before.active === null ? 0 : Math.max(0, previous.indexOf(before.active));
  const next = ids[Math.min(place, ids.length - 1)];
  return next === undefined ? NOTHING : { selected: new Set([next]), active: next, anchor: next };
}

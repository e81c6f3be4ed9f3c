import type { DocumentView, NodeType } from '../../../core/document/history.ts';
import type { RunDocument, RunRecord } from '../../../core/run/record.ts';
import { nodeTimes } from '../../../core/timing/arrivals.ts';
import type { Expectation } from '../rows/expectation.ts';
import { patternOf } from '../rows/pattern.ts';
import { type Ghost, isContainer, type Row } from '../rows/rows.ts';
import { sameRead } from '../rows/stamp.ts';
import type { Axis } from './axis.ts';
import type { ItemTimes } from './item-times.ts';

/** What a row shows along the axis. Places are in the axis's unit. */
export type Bar =
  /** `shared`: it came in one socket read with the operation before it. */
  | { kind: 'leaf'; type: NodeType; open: number; land: number; event: number; shared: boolean }
  /** `close` is null while the container is open. */
  | { kind: 'container'; type: NodeType; seed: number; close: number | null; inferred: boolean }
  | { kind: 'items'; type: NodeType; times: ItemTimes }
  /** Expected, begun when the newest operation landed; or, `growing`, begun and not landed. */
  | { kind: 'next'; open: number; growing: boolean; expected: Ghost['expected'] };

export function barOf(
  record: RunRecord,
  view: DocumentView,
  row: Row,
  axis: Axis,
  itemTimes: (array: number) => ItemTimes,
  document: RunDocument | undefined = record.documents[0],
  expectation: Expectation | null = null,
): Bar {
  if (row.kind === 'ghost')
    return {
      kind: 'next',
      open: record.log.length === 0 ? 0 : axis.at(record.log.length - 1),
      growing: false,
      expected: row.ghost.expected,
    };
  const { node } = row;
  if (row.kind === 'items') {
    const first = view.children(node, 0, 1)[0];
    return { kind: 'items', type: first === undefined ? 'null' : view.type(first), times: itemTimes(node) };
  }
  const type = view.type(node);
  if (isContainer(view, node)) {
    const seed = axis.at(view.born(node));
    if (axis.unit === 'op') {
      const close = view.done(node) || record.end !== null ? axis.at(view.lastInside(node)) : null;
      return { kind: 'container', type, seed, close, inferred: true };
    }
    const times = nodeTimes(record, view, node, document);
    const close = times.close === 'open' ? null : times.tLand;
    return {
      kind: 'container',
      type,
      seed: times.tOpen ?? seed,
      close,
      inferred: times.close === 'inferred',
    };
  }
  if (view.growing(node)) {
    const opened = view.opened(node) ?? view.born(node);
    const at = expectation?.at(patternOf(view, node)) ?? null;
    const expected = expectation === null || at === null ? null : { at, n: expectation.n };
    return { kind: 'next', open: axis.at(opened), growing: true, expected };
  }
  const event = view.changed(node);
  const shared = event > 0 && sameRead(record, event, event - 1);
  const land = axis.at(event);
  if (axis.unit === 'op') {
    const opened = view.opened(node);
    return { kind: 'leaf', type, open: opened === null ? land : axis.at(opened), land, event, shared };
  }
  const times = nodeTimes(record, view, node, document);
  return { kind: 'leaf', type, open: times.tOpen ?? land, land: times.tLand ?? land, event, shared };
}

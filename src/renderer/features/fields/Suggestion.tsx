import type { ReactNode } from 'react';

import type { Optimum } from '../../../core/timing/optimise.ts';
import type { Summary } from '../../../core/timing/statistics.ts';
import { outOfDeclaredOrder } from '../../../core/schema/declared-order.ts';
import { counted, formatWhole } from '../rows/format.ts';
import { Note } from './Note.tsx';
import type { LabModel } from './lab-model.ts';
import s from './LabNotes.module.css';

/** What the search for the best order found: the order as a diff, what it gains, and how sure that is. */
export function Suggestion({ optimum, model }: { optimum: Optimum; model: LabModel }): ReactNode {
  if (!optimum.ok) {
    return (
      <Note name="best order" tone="warn">
        {optimum.message}
      </Note>
    );
  }
  const { orders, before, after, gain, exact, evaluated, notes } = optimum;
  return (
    <>
      <Note name="best order">
        {orders.size === 0 ? (
          'The written order serves the gates best.'
        ) : (
          <>
            Weighted completion of the gates ≈ {formatWhole(after.p50)} instead of {formatWhole(before.p50)}{' '}
            ms: <span data-tone="sooner">{gained(gain)} less</span>
          </>
        )}{' '}
        <small>
          {exact
            ? `exact: no order is better (${formatWhole(evaluated)} looked at)`
            : `the best of ${formatWhole(evaluated)} looked at, not proven`}
          {' · '}
          {counted(gain.n, 'run')}
        </small>
      </Note>
      {[...orders].map(([pattern, order]) => (
        <Note key={pattern} name={pattern === '' ? 'was → now' : pattern.slice(1)}>
          <Diff was={model.ran.get(pattern) ?? []} now={order} />
        </Note>
      ))}
      {notes.length > 0 && (
        <Note name="mind" tone="warn">
          {notes.join(' ')}
        </Note>
      )}
    </>
  );
}

function gained(gain: Summary): string {
  return gain.n === 1
    ? `${formatWhole(gain.p50)} ms`
    : `p50 ${formatWhole(gain.p50)} ms, p95 ${formatWhole(gain.p95)} ms`;
}

function Diff({ was, now }: { was: readonly string[]; now: readonly string[] }): ReactNode {
  const moved = new Set(outOfDeclaredOrder(was, now));
  return (
    <span className={s.diff}>
      <del>{was.join(' ')}</del>
      <span aria-hidden="true">→</span>
      {now.map((name) => (moved.has(name) ? <ins key={name}>{name}</ins> : <span key={name}>{name}</span>))}
    </span>
  );
}

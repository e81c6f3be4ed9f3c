import { type ReactNode, useMemo } from 'react';

import { schemaDiff } from './schema-diff.ts';
import s from './Compare.module.css';

/** What differs between the two schemas, a line a kind of difference. */
export function SchemaDiffView({ a, b }: { a: string | null; b: string | null }): ReactNode {
  const diff = useMemo(() => (a === null || b === null ? null : schemaDiff(a, b)), [a, b]);
  if (a === null || b === null)
    return <p className={s.schema}>One side does not say which schema it was asked with.</p>;
  if (a === b) return <p className={s.schema}>Both were asked with the same schema.</p>;
  if (diff === null) return null;
  const { orders, onlyA, onlyB, changed } = diff;
  if (orders.length + onlyA.length + onlyB.length + changed.length === 0) {
    return <p className={s.schema}>The schemas have the same fields in the same order.</p>;
  }
  return (
    <dl className={s.schema} aria-label="Schema difference">
      {orders.map((order) => (
        <div key={order.pattern}>
          <dt>order{order.pattern === '' ? '' : ` in ${order.pattern.slice(1)}`}</dt>
          <dd className="mono">
            <del>{order.a.join(' ')}</del>
            <span aria-label="becomes">→</span>
            {order.b.map((name) =>
              order.moved.includes(name) ? <ins key={name}>{name}</ins> : <span key={name}>{name}</span>,
            )}
          </dd>
        </div>
      ))}
      <Names name="only in A" patterns={onlyA} />
      <Names name="only in B" patterns={onlyB} />
      {changed.map(({ pattern, a: was, b: is }) => (
        <div key={pattern}>
          <dt className="mono">{pattern.slice(1)}</dt>
          <dd>
            {was} → {is}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Names({ name, patterns }: { name: string; patterns: readonly string[] }): ReactNode {
  if (patterns.length === 0) return null;
  const shown = patterns.slice(0, 8).map((pattern) => pattern.slice(1));
  return (
    <div>
      <dt>{name}</dt>
      <dd className="mono">
        {shown.join(' ')}
        {patterns.length > shown.length && ` and ${patterns.length - shown.length} more`}
      </dd>
    </div>
  );
}

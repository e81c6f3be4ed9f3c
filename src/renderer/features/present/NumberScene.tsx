import type { CSSProperties, ReactNode } from 'react';

import { formatWhole } from '../rows/format.ts';
import { endTitle } from './Figures.tsx';
import { orderTitle, sentence } from './two-orders.ts';
import { useOpponent } from './useOpponent.ts';
import type { Presented } from './usePresented.ts';
import s from './NumberScene.module.css';

/** A wait, as long as it is beside the others. */
interface Wait {
  name: string;
  ms: number;
  kind: 'key' | 'other' | 'predicted' | 'end';
}

/** The number that counts, as large as it deserves, in one sentence, and to scale beside what it is to be seen. */
export function NumberScene({ presented }: { presented: Presented }): ReactNode {
  const { run, key, why } = presented;
  const { other, why: whyNone } = useOpponent(presented);
  if (run === null || key === null) return <p className={s.none}>{why}</p>;
  const waits: Wait[] = [{ name: `with ${orderTitle(run)}`, ms: key.at, kind: 'key' }];
  if (other?.key !== undefined && other.key !== null) {
    const predicted = other.source === 'predicted';
    waits.push({
      name: `with ${other.title}${predicted ? ' (predicted)' : ''}`,
      ms: other.key.at,
      kind: predicted ? 'predicted' : 'other',
    });
  }
  waits.push({ name: endTitle(run), ms: run.end, kind: 'end' });
  const most = Math.max(1, ...waits.map(({ ms }) => ms));
  return (
    <div className={s.number}>
      <p className={s.hero}>
        {formatWhole(key.at)}
        <small> ms</small>
      </p>
      <p className={s.sentence}>{sentence(key, run.end, other)}</p>
      <dl className={s.waits}>
        {waits.map(({ name, ms, kind }) => (
          <div key={kind} data-kind={kind}>
            <dt>{name}</dt>
            <dd>
              <i style={{ '--share': ms / most } as CSSProperties} />
              {kind === 'predicted' ? '≈ ' : ''}
              {formatWhole(ms)} ms
            </dd>
          </div>
        ))}
      </dl>
      {whyNone !== '' && <p className={s.why}>{whyNone}</p>}
    </div>
  );
}

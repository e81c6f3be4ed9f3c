import type { ReactNode } from 'react';

import { formatTick } from '../rows/format.ts';
import { ticks, tickStep } from '../timeline/scale.ts';
import s from './Axis.module.css';

/** Design pixels that a label takes at least. */
const LABEL = 150;

/** The common clock under staves or lanes. `width`: design pixels. `upTo`: the part of the span that has labels. */
export function Axis({
  span,
  width,
  upTo = 0.95,
}: {
  span: number;
  width: number;
  upTo?: number;
}): ReactNode {
  const scale = { from: 0, span, width };
  const step = tickStep(scale, LABEL);
  return (
    <div className={s.axis} aria-hidden="true">
      {ticks(scale, LABEL)
        .filter((tick) => tick < span * upTo)
        .map((tick) => (
          <span key={tick} style={{ left: `${(tick / span) * 100}%` }}>
            {formatTick(tick, step)}
            {tick === 0 ? ' ms' : ''}
          </span>
        ))}
    </div>
  );
}

import type { ReactNode } from 'react';

import { sdkEvent } from '../../../core/protocols/sdk.ts';
import type { RunRecord } from '../../../core/run/record.ts';
import { endOf } from '../../state/playback.ts';
import { formatMs, formatShare } from '../rows/format.ts';
import { gapOf, shareOf } from './facts.ts';
import s from './Facts.module.css';

/** Time, gap, field and share of an event, as far as it has them. */
export function Facts({ record, event }: { record: RunRecord; event: number }): ReactNode {
  const t = record.log.t(event);
  const gap = gapOf(record, event);
  const share = shareOf(record, event, endOf(record));
  const seen = record.log.event(event);
  const field = seen.kind === 'op' ? sdkEvent(seen.op).field : null;
  return (
    <dl className={s.facts}>
      {t !== null && <Fact name={field === null ? 'came' : 'landed'}>{formatMs(t)} ms</Fact>}
      {gap !== null && <Fact name="gap">{gapText(gap)}</Fact>}
      {field !== null && <Fact name="field">{field === '' ? '(root)' : field}</Fact>}
      {share !== null && (
        <Fact name="share">
          {formatShare(share.share)}
          {share.uncertainty > 0 && ` ± ${formatShare(share.uncertainty).replace(' %', '')}`}
        </Fact>
      )}
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }): ReactNode {
  return (
    <div className={s.fact}>
      <dt>{name}</dt>
      <dd className="mono">{children}</dd>
    </div>
  );
}

function gapText(gap: NonNullable<ReturnType<typeof gapOf>>): string {
  switch (gap.kind) {
    case 'ms':
      return `${formatMs(gap.ms)} ms`;
    case 'same read':
      return `same read as ${gap.as}`;
    case 'first':
    default:
      return 'first';
  }
}

import type { ReactNode } from 'react';

import type { RunRecord } from '../../../core/run/record.ts';
import { counted } from '../rows/format.ts';
import { useBasis } from './useLabModel.ts';

/** `4 runs · 1 warm-up left out`: what every number of the panel is over. */
export function SeriesMeta({ record }: { record: RunRecord }): ReactNode {
  const basis = useBasis(record);
  if (!basis.ok) return null;
  const { runs, warmUps, own } = basis.basis;
  const parts = [counted(runs.length, 'run')];
  if (warmUps > 0) parts.push(`${counted(warmUps, 'warm-up')} left out`);
  if (own.provenance !== 'measured') parts.push(own.provenance);
  return <span className="mono">{parts.join(' · ')}</span>;
}

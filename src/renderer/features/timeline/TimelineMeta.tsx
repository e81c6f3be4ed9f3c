import type { ReactNode } from 'react';

import { indexOf } from '../../state/run-index.ts';
import { useRun } from '../../state/run.ts';
import { useView } from '../../state/view.ts';
import { later } from '../../ui/later.tsx';
import { counted, formatWhole } from '../rows/format.ts';

/** It counts what can be predicted from, which the first picture does not. */
const SeriesMeta = later('Runs', async () => (await import('../fields/SeriesMeta.tsx')).SeriesMeta);

/** `8 ops · 7 reads · 2 share a read`: for the right end of the tab bar. */
export function TimelineMeta(): ReactNode {
  const record = useRun((run) => run.record);
  useRun((run) => run.revision);
  const tab = useView((view) => view.tab);
  if (record === null || record.log.length === 0) return null;
  if (tab === 'fields') return <SeriesMeta record={record} />;
  const { sharing } = indexOf(record);
  const parts = [counted(record.ops, 'op')];
  if (record.reads > 0) parts.push(counted(record.reads, 'read'));
  if (sharing > 0) parts.push(`${formatWhole(sharing)} share a read`);
  if (record.errors > 0) parts.push(counted(record.errors, 'error'));
  return <span className="mono">{parts.join(' · ')}</span>;
}

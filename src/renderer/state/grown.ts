import { useMemo } from 'react';

import type { RunRecord } from '../../core/run/record.ts';
import { useRun } from './run.ts';

/** A growing record at one of its revisions: what is worked out of the record depends on this object. */
export interface Grown<R extends RunRecord | null> {
  readonly record: R;
  readonly revision: number;
}

/** The run on screen: the same object until there is more of it. */
export function useGrown<R extends RunRecord | null>(record: R): Grown<R> {
  const revision = useRun((run) => run.revision);
  return useMemo(() => ({ record, revision }), [record, revision]);
}

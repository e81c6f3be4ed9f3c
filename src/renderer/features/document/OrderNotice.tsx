import { ArrowDownUp } from 'lucide-react';
import { type ReactNode, useMemo } from 'react';

import { useRun } from '../../state/run.ts';
import { Tooltip } from '../../ui/Tooltip.tsx';
import { counted } from '../rows/format.ts';
import { useRunSchema } from '../rows/useRunSchema.ts';
import s from './DocumentHead.module.css';
import { movedNodes } from './moved.ts';

/** Calls out a server that does not keep the order of the schema, once the run is all here. */
export function OrderNotice(): ReactNode {
  const record = useRun((run) => run.record);
  const ended = useRun((run) => run.status === 'ended');
  const tree = useRunSchema();
  const moved = useMemo(() => {
    if (record === null || tree === null || !ended) return 0;
    return movedNodes(record.history.at(record.log.length - 1), tree).size;
  }, [record, tree, ended]);
  if (moved === 0) return null;
  const keys = counted(moved, 'key');
  return (
    <Tooltip
      text={`${keys} did not arrive in the order of the schema. The server re-sorts keys, so moving a field in the schema will not move it in the answer.`}
    >
      <button type="button" className={s.order} aria-label={`${keys} out of declared order`}>
        <ArrowDownUp size={11} aria-hidden="true" />
        {moved} out of order
      </button>
    </Tooltip>
  );
}

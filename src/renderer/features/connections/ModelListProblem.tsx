import type { ReactNode } from 'react';

import type { ModelList } from '../../../bridge/contract.ts';
import s from './connections.module.css';

/** Why there is no list, with what the endpoint itself said. */
export function ModelListProblem({
  problem,
}: {
  problem: Omit<Extract<ModelList, { ok: false }>, 'ok'>;
}): ReactNode {
  return (
    <div className={s.failed}>
      <p>{problem.message}</p>
      {problem.status !== undefined && <p className="num">{`The endpoint answered ${problem.status}.`}</p>}
      {problem.body !== undefined && problem.body !== '' && <pre className={s.body}>{problem.body}</pre>}
    </div>
  );
}

import type { ReactNode } from 'react';

import { loadModels, useConnections } from '../../state/connections.ts';
import { Button } from '../../ui/Button.tsx';
import { ModelListProblem } from './ModelListProblem.tsx';
import s from './connections.module.css';

/** Asks for the list of models: the cheapest request that needs the right URL and key. */
export function EndpointTest({ id, changed }: { id: string; changed: boolean }): ReactNode {
  const models = useConnections((state) => state.models[id]);
  return (
    <div className={s.test}>
      <Button disabled={changed || models === 'asking'} onClick={() => void loadModels(id)}>
        Test
      </Button>
      <output>
        {changed && <p>Save it first.</p>}
        {!changed && models === undefined && <p>Asks the endpoint for its models.</p>}
        {models === 'asking' && <p>Asking…</p>}
        {models !== undefined && models !== 'asking' && models.ok && (
          <p
            className={s.good}
          >{`It answers, with ${models.models.length} ${models.models.length === 1 ? 'model' : 'models'}.`}</p>
        )}
        {models !== undefined && models !== 'asking' && !models.ok && <ModelListProblem problem={models} />}
      </output>
    </div>
  );
}

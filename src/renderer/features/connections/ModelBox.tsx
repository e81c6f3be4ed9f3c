import type { ReactNode } from 'react';

import type { ModelList } from '../../../bridge/contract.ts';
import { loadModels, useConnections } from '../../state/connections.ts';
import { chooseModel, useDraft } from '../../state/draft.ts';
import { Suggest } from '../../ui/Suggest.tsx';
import { ModelListProblem } from './ModelListProblem.tsx';
import s from './connections.module.css';

/** The model of the next run: one that the endpoint lists, or any name. */
export function ModelBox(): ReactNode {
  const connection = useDraft((state) => state.connection);
  const model = useDraft((state) => state.model);
  const models = useConnections((state) => state.models[connection]);
  const listed = models === undefined || models === 'asking' || !models.ok ? [] : models.models;
  return (
    <Suggest
      label="Model"
      className={s.model}
      placeholder="model"
      value={model}
      suggestions={listed.map(({ id, description }) => ({ value: id, story: description }))}
      note={noteOn(models)}
      onChange={chooseModel}
      onOpen={() => {
        if (models === undefined || (models !== 'asking' && !models.ok)) void loadModels(connection);
      }}
    />
  );
}

function noteOn(models: ModelList | 'asking' | undefined): ReactNode {
  if (models === undefined || models === 'asking') return 'Asking the endpoint for its models…';
  if (!models.ok) return <ModelListProblem problem={models} />;
  return models.models.length === 0 ? 'The endpoint lists no models; any name can be typed.' : undefined;
}

import { type ReactNode, useState } from 'react';

import type { EndpointCheck } from '../../../bridge/contract.ts';
import { bridge, problemOf } from '../../state/bridge.ts';
import { Button } from '../../ui/Button.tsx';
import { counted, formatWhole } from '../rows/format.ts';
import { ModelListProblem } from './ModelListProblem.tsx';
import s from './connections.module.css';

interface EndpointTestProps {
  id: string;
  model: string;
  changed: boolean;
}

/** Asks for the list of models, the cheapest request that needs the right URL and key; else for one field. */
export function EndpointTest({ id, model, changed }: EndpointTestProps): ReactNode {
  const [check, setCheck] = useState<EndpointCheck | 'asking' | null>(null);

  async function ask(): Promise<void> {
    setCheck('asking');
    try {
      setCheck(await bridge.call('connections.test', { id, model }));
    } catch (thrown) {
      setCheck({ ok: false, message: problemOf(thrown) });
    }
  }

  return (
    <div className={s.test}>
      <Button disabled={changed || check === 'asking'} onClick={() => void ask()}>
        Test
      </Button>
      <output>
        {changed ? (
          <p>Save it first.</p>
        ) : check === null ? (
          <p>Asks the endpoint for its models or, where it has no list, for one field.</p>
        ) : check === 'asking' ? (
          <p>Asking…</p>
        ) : check.ok ? (
          <p className={s.good}>{inWords(check)}</p>
        ) : (
          <ModelListProblem problem={check} />
        )}
      </output>
    </div>
  );
}

function inWords(check: Extract<EndpointCheck, { ok: true }>): string {
  if (check.by === 'models') return `It answers, with ${counted(check.models, 'model')}.`;
  const took = check.durationMs === null ? '' : ` in ${formatWhole(check.durationMs)} ms`;
  return `It lists no models, and streamed one field${took}.`;
}

import type { ReactNode } from 'react';

import type { ConnectionEntry } from '../../../bridge/contract.ts';
import { byReadiness, connect, useConnections } from '../../state/connections.ts';
import { useDraft } from '../../state/draft.ts';
import { showOverlay } from '../../state/view.ts';
import { Select } from '../../ui/Select.tsx';
import { hostOf } from './describe.ts';
import s from './connections.module.css';
import { StateDot } from './StateDot.tsx';

const EDIT = '(edit)';

/** Where the next run goes. */
export function ConnectionBox(): ReactNode {
  const list = useConnections((state) => state.list);
  const chosen = useDraft((state) => state.connection);
  const entry = list.find(({ id }) => id === chosen);
  const { ready, waiting } = byReadiness(list);
  const choices = [
    ...ready.map((candidate) => ({
      value: candidate.id,
      label: candidate.name,
      aside: hostOf(candidate),
      apart: false,
    })),
    ...waiting.map((candidate, i) => ({
      value: candidate.id,
      label: candidate.name,
      aside: <span className={s.keyless}>needs a key</span>,
      apart: i === 0,
    })),
    { value: EDIT, label: 'Connections…', apart: true },
  ];
  return (
    <Select
      label="Connection"
      className={s.connection}
      value={chosen}
      choices={choices}
      onChange={(id) => {
        const next = list.find((candidate) => candidate.id === id);
        if (next === undefined) showOverlay('connections');
        else void connect(next);
      }}
      shown={<Shown entry={entry} />}
    />
  );
}

function Shown({ entry }: { entry: ConnectionEntry | undefined }): ReactNode {
  if (entry === undefined) return <span className={s.host}>no connection</span>;
  const faults = entry.simulator?.faults.length ?? 0;
  return (
    <>
      <StateDot entry={entry} />
      <span className={s.name}>{entry.name}</span>
      <small className={s.host}>
        {faults === 0 ? hostOf(entry) : faults === 1 ? entry.simulator?.faults[0] : `${faults} faults`}
      </small>
    </>
  );
}

import type { ReactNode } from 'react';

import type { ConnectionEntry } from '../../../bridge/contract.ts';
import { connect, useConnections } from '../../state/connections.ts';
import { useDraft } from '../../state/draft.ts';
import { showOverlay } from '../../state/view.ts';
import { Select } from '../../ui/Select.tsx';
import { hostOf, keyInWords } from './describe.ts';
import s from './connections.module.css';
import { StateDot } from './StateDot.tsx';

const EDIT = '(edit)';

/** Where the next run goes. */
export function ConnectionBox(): ReactNode {
  const list = useConnections((state) => state.list);
  const chosen = useDraft((state) => state.connection);
  const entry = list.find(({ id }) => id === chosen);
  const choices = list.map((candidate) => ({
    value: candidate.id,
    label: candidate.name,
    aside: hostOf(candidate),
    story: candidate.key.state === 'missing' ? keyInWords(candidate) : undefined,
  }));
  return (
    <Select
      label="Connection"
      className={s.connection}
      value={chosen}
      choices={[...choices, { value: EDIT, label: 'Connections…', apart: true }]}
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
  return (
    <>
      <StateDot entry={entry} />
      <span className={s.name}>{entry.name}</span>
      <span className={s.host}>{hostOf(entry)}</span>
    </>
  );
}

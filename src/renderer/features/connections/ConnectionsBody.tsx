import { Plus } from 'lucide-react';
import { type ReactNode, useState } from 'react';

import type { ConnectionEntry } from '../../../bridge/contract.ts';
import type { Connection } from '../../../core/run/draft.ts';
import { byReadiness, plainConnection, useConnections } from '../../state/connections.ts';
import { useDraft } from '../../state/draft.ts';
import { Button } from '../../ui/Button.tsx';
import { ConnectionForm } from './ConnectionForm.tsx';
import { duplicateOf, newConnection } from './form.ts';
import s from './connections.module.css';
import { StateDot } from './StateDot.tsx';

/** All connections, and the one that is chosen among them. */
export function ConnectionsBody(): ReactNode {
  const list = useConnections((state) => state.list);
  const inUse = useDraft((state) => state.connection);
  const [chosen, setChosen] = useState(inUse);
  const [fresh, setFresh] = useState<Connection | null>(null);
  const entry = list.find(({ id }) => id === chosen) ?? list[0];
  const edited = fresh ?? (entry === undefined ? null : plainConnection(entry));
  const { ready, waiting } = byReadiness(list);
  const groups = [
    { title: 'Ready', entries: ready },
    { title: 'Without their key', entries: waiting },
  ].filter(({ entries }) => entries.length > 0);
  return (
    <div className={s.dialog}>
      <nav className={s.side} aria-label="All connections">
        {groups.map(({ title, entries }) => (
          <section key={title} aria-label={title}>
            <h3>{title}</h3>
            <ul>
              {entries.map((candidate) => (
                <li key={candidate.id}>
                  <ListButton
                    entry={candidate}
                    current={fresh === null && candidate.id === entry?.id}
                    onClick={() => {
                      setFresh(null);
                      setChosen(candidate.id);
                    }}
                  />
                </li>
              ))}
            </ul>
          </section>
        ))}
        <Button look="quiet" onClick={() => setFresh(newConnection(list.map(({ id }) => id)))}>
          <Plus size={14} aria-hidden="true" />
          New connection
        </Button>
      </nav>
      {edited !== null && (
        <ConnectionForm
          // A preset that was reset is another one under the same id.
          key={`${edited.id} ${entry?.edited === true}`}
          connection={edited}
          entry={fresh === null ? (entry ?? null) : null}
          onDuplicate={(from) =>
            setFresh(
              duplicateOf(
                from,
                list.map(({ id }) => id),
              ),
            )
          }
          onSaved={() => {
            setFresh(null);
            setChosen(edited.id);
          }}
        />
      )}
    </div>
  );
}

function ListButton({
  entry,
  current,
  onClick,
}: {
  entry: ConnectionEntry;
  current: boolean;
  onClick: () => void;
}): ReactNode {
  return (
    <button type="button" className={s.choice} aria-current={current} onClick={onClick}>
      <StateDot entry={entry} />
      {entry.name}
    </button>
  );
}

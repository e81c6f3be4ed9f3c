import { type ReactNode, useState } from 'react';

import type { ConnectionEntry } from '../../../bridge/contract.ts';
import type { Connection } from '../../../core/run/draft.ts';
import { problemOf } from '../../state/bridge.ts';
import { removeConnection, saveConnection } from '../../state/connections.ts';
import { chooseConnection, useDraft } from '../../state/draft.ts';
import { notify } from '../../state/notices.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { EndpointTest } from './EndpointTest.tsx';
import { problemsOf } from './form.ts';
import { ProtocolFields } from './ProtocolFields.tsx';
import { SecretField } from './SecretField.tsx';
import { SimulatorAnswer } from './SimulatorAnswer.tsx';
import { SimulatorFaults } from './SimulatorFaults.tsx';
import s from './connections.module.css';

interface ConnectionFormProps {
  connection: Connection;
  /** As main has it; null for one that has not been saved. */
  entry: ConnectionEntry | null;
  onSaved: () => void;
  onDuplicate: (from: Connection) => void;
}

export function ConnectionForm({ connection, entry, onSaved, onDuplicate }: ConnectionFormProps): ReactNode {
  const [form, setForm] = useState(connection);
  const change = (member: Partial<Connection>) => setForm({ ...form, ...member });
  const problems = problemsOf(form);
  const sound = Object.keys(problems).length === 0;
  const changed = entry === null || JSON.stringify(form) !== JSON.stringify(connection);
  const builtIn = form.kind === 'simulator';

  async function save(): Promise<void> {
    try {
      await saveConnection(form);
      const draft = useDraft.getState();
      if (draft.connection === form.id && draft.model === connection.model)
        chooseConnection(form.id, form.model);
      onSaved();
    } catch (thrown) {
      notify({ tone: 'error', text: `The connection could not be saved: ${problemOf(thrown)}` });
    }
  }

  return (
    <form
      className={s.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (sound && changed) void save();
      }}
    >
      <div className={s.fields}>
        <TextField
          label="Name"
          value={form.name}
          problem={problems.name}
          onChange={(name) => change({ name })}
        />
        <TextField
          label="Base URL"
          mono
          value={form.baseUrl}
          readOnly={builtIn}
          problem={problems.baseUrl}
          help={
            builtIn
              ? 'A server of its own on this machine. It writes answers at the pace of the chosen model.'
              : undefined
          }
          onChange={(baseUrl) => change({ baseUrl: baseUrl.trim() })}
        />
        {builtIn ? (
          <SimulatorAnswer form={form} onChange={change} />
        ) : (
          <ProtocolFields form={form} onChange={change} />
        )}
        <TextField label="Default model" mono value={form.model} onChange={(model) => change({ model })} />
        {builtIn && <SimulatorFaults form={form} onChange={change} />}
        {!builtIn && (
          <>
            <TextField
              label="Name of the key"
              mono
              value={form.secret ?? ''}
              problem={problems.secret}
              placeholder="none is sent"
              help="An environment variable of that name is read first. Empty sends no authorization."
              onChange={(secret) => change({ secret: secret.trim() === '' ? null : secret.trim() })}
            />
            {entry !== null && entry.secret !== null && <SecretField entry={entry} />}
          </>
        )}
        {entry !== null && <EndpointTest id={entry.id} model={form.model} changed={changed} />}
      </div>
      <div className={s.actions}>
        {entry !== null && (!entry.preset || entry.edited) && <RemoveButton entry={entry} />}
        {entry !== null && (
          <Button look="quiet" onClick={() => onDuplicate(form)}>
            Duplicate
          </Button>
        )}
        <span className={s.space} />
        <Button type="submit" look="primary" disabled={!sound || !changed}>
          Save
        </Button>
      </div>
    </form>
  );
}

function RemoveButton({ entry }: { entry: ConnectionEntry }): ReactNode {
  const [sure, setSure] = useState(false);
  if (!sure) {
    return (
      <Button look="quiet" onClick={() => setSure(true)}>
        {entry.preset ? 'Reset…' : 'Remove…'}
      </Button>
    );
  }
  return (
    <>
      <Button
        look="danger"
        onClick={() => {
          removeConnection(entry.id).catch((thrown: unknown) =>
            notify({ tone: 'error', text: `The connection stays as it is: ${problemOf(thrown)}` }),
          );
        }}
      >
        {entry.preset ? `Reset ${entry.name}` : `Remove ${entry.name}`}
      </Button>
      <Button look="quiet" onClick={() => setSure(false)}>
        Keep
      </Button>
    </>
  );
}

import { type ReactNode, useState } from 'react';

import type { ConnectionEntry } from '../../../bridge/contract.ts';
import { problemOf } from '../../state/bridge.ts';
import { setSecret } from '../../state/connections.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { keyInWords } from './describe.ts';
import s from './connections.module.css';

/** Writes a key and clears it. SECURITY: there is no call that reads one, and what is typed is dropped once it is set. */
export function SecretField({ entry }: { entry: ConnectionEntry }): ReactNode {
  const [typed, setTyped] = useState('');
  const [problem, setProblem] = useState<string | undefined>();
  const name = entry.secret ?? '';
  const kept = entry.key.state === 'keychain' || entry.key.state === 'memory';

  async function store(value: string | null): Promise<void> {
    try {
      await setSecret(name, value);
      setTyped('');
      setProblem(undefined);
    } catch (thrown) {
      setProblem(problemOf(thrown));
    }
  }

  return (
    <div className={s.secret}>
      <TextField
        label="Key"
        mono
        type="password"
        value={typed}
        problem={problem}
        placeholder={kept || entry.key.state === 'environment' ? '••••••••••••' : 'paste it here'}
        help={`${keyInWords(entry)}.`}
        onChange={setTyped}
      />
      <Button disabled={typed === ''} onClick={() => void store(typed.trim())}>
        Set key
      </Button>
      {kept && (
        <Button look="quiet" onClick={() => void store(null)}>
          Clear
        </Button>
      )}
    </div>
  );
}

import { type FormEvent, type ReactNode, useEffect, useState } from 'react';

import type { OpenedRun } from '../../../bridge/contract.ts';
import { rereadRun } from '../../state/imports.ts';
import { loadLibrary, useLibrary } from '../../state/library.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Select } from '../../ui/Select.tsx';
import { TextField } from '../../ui/TextField.tsx';
import s from './FileBanner.module.css';
import { paceOf, timesOf } from './synthetic.ts';

/** Asks which times to make up. Nothing is made up without this. */
export function SyntheticDialog({ opened, onClose }: { opened: OpenedRun; onClose: () => void }): ReactNode {
  const given = opened.reading?.times ?? null;
  const [first, setFirst] = useState(String(given?.firstMs ?? 300));
  const [rate, setRate] = useState(
    String(given === null ? 25 : Math.round(1000 / Math.max(given.stepMs, 0.001))),
  );
  const [pace, setPace] = useState('');
  const entries = useLibrary((library) => library.entries);
  useEffect(() => {
    if (entries === null) void loadLibrary();
  }, [entries]);
  const times = timesOf(first, rate);
  const paces = (entries ?? []).flatMap((entry) => {
    const found = paceOf(entry);
    return found === null
      ? []
      : [{ value: entry.id, label: entry.label, story: `${found.rate} a second`, found }];
  });

  function give(event: FormEvent): void {
    event.preventDefault();
    if (!times.ok) return;
    onClose();
    void rereadRun(opened, { times: times.times });
  }

  return (
    <Dialog title="Synthetic times" open onClose={onClose} width={440}>
      <form className={s.form} onSubmit={give}>
        <p>
          The file says in which order operations came, not when. Times made up here are marked{' '}
          <em>synthetic</em> wherever they are shown or exported.
        </p>
        <div className={s.pair}>
          <TextField
            label="First operation after (ms)"
            value={first}
            onChange={setFirst}
            mono
            problem={times.first}
          />
          <TextField label="Operations a second" value={rate} onChange={setRate} mono problem={times.rate} />
        </div>
        {paces.length > 0 && (
          <div className={s.pace}>
            As fast as another run
            <Select
              label="As fast as another run"
              value={pace}
              choices={paces}
              shown={pace === '' ? 'Choose a run…' : undefined}
              onChange={(id) => {
                const chosen = paces.find(({ value }) => value === id)?.found;
                setPace(id);
                if (chosen !== undefined) setRate(String(chosen.rate));
              }}
            />
          </div>
        )}
        <div className={s.buttons}>
          <Button look="quiet" onClick={onClose}>
            Leave it without
          </Button>
          <Button look="primary" type="submit" disabled={!times.ok}>
            Give these times
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

import { ChevronRight } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';

import type { SimulatorFault } from '../../../bridge/contract.ts';
import type { Connection, SimulatorWish } from '../../../core/run/draft.ts';
import { bridge, problemOf } from '../../state/bridge.ts';
import { Button } from '../../ui/Button.tsx';
import { answerOf, suits, withFault } from './simulator-answers.ts';
import s from './connections.module.css';
import { SwitchRow } from './SwitchRow.tsx';

interface SimulatorFaultsProps {
  form: Connection;
  onChange: (change: Partial<Connection>) => void;
}

const NOTHING: SimulatorWish = { faults: [], after: null, reasoning: null };

/** What the Simulator should do wrong, by family; closed while it does nothing wrong. */
export function SimulatorFaults({ form, onChange }: SimulatorFaultsProps): ReactNode {
  const wish = form.simulator ?? NOTHING;
  const [open, setOpen] = useState(wish.faults.length > 0 || wish.reasoning !== null);
  const { faults, problem } = useFaults();
  const answer = answerOf(form).value;
  const families = [...new Set(faults.map(({ family }) => family))];
  const change = (part: Partial<SimulatorWish>) => onChange({ simulator: { ...wish, ...part } });
  return (
    <section className={s.misbehave} aria-label="Misbehaviour">
      <button type="button" className={s.disclose} aria-expanded={open} onClick={() => setOpen(!open)}>
        <ChevronRight size={12} aria-hidden="true" />
        Misbehaves <b>{wish.faults.length === 0 ? 'not at all' : wish.faults.join(', ')}</b>
      </button>
      {open && problem !== null && <p className={s.problem}>{problem}</p>}
      {open && (
        <>
          <SwitchRow
            label="Thinks first"
            about="The model reasons aloud before it answers, in a chat stream."
            on={wish.reasoning === true}
            disabled={answer === 'ndjson' || answer === 'sse'}
            onChange={(on) => change({ reasoning: on ? true : null })}
          />
          {families.map((family) => (
            <fieldset key={family} className={s.family}>
              <legend>{family}</legend>
              {faults
                .filter((fault) => fault.family === family)
                .map((fault) => (
                  <SwitchRow
                    key={fault.name}
                    mono
                    label={fault.name}
                    about={fault.description}
                    on={wish.faults.includes(fault.name)}
                    disabled={!suits(fault, answer)}
                    onChange={(on) => change({ faults: withFault(faults, wish.faults, fault.name, on) })}
                  />
                ))}
            </fieldset>
          ))}
          <div className={s.after}>
            <label>
              What happens once comes after
              <input
                className="mono"
                inputMode="numeric"
                placeholder="half of"
                aria-label="Messages before what happens once"
                value={wish.after ?? ''}
                onChange={(event) => {
                  const digits = event.target.value.replaceAll(/\D/g, '').slice(0, 6);
                  change({ after: digits === '' ? null : Number(digits) });
                }}
              />
              messages
            </label>
            <Button look="quiet" disabled={wish === NOTHING} onClick={() => onChange({ simulator: NOTHING })}>
              Behave
            </Button>
          </div>
        </>
      )}
    </section>
  );
}

function useFaults(): { faults: readonly SimulatorFault[]; problem: string | null } {
  const [state, setState] = useState<{ faults: readonly SimulatorFault[]; problem: string | null }>({
    faults: [],
    problem: null,
  });
  useEffect(() => {
    let wanted = true;
    void (async () => {
      try {
        const faults = await bridge.call('simulator.faults', {});
        if (wanted) setState({ faults, problem: null });
      } catch (thrown) {
        if (wanted) setState({ faults: [], problem: problemOf(thrown) });
      }
    })();
    return () => {
      wanted = false;
    };
  }, []);
  return state;
}

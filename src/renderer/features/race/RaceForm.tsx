import { type ReactNode, useMemo, useState } from 'react';

import type { RaceChoice } from '../../../bridge/contract.ts';
import { useConnections } from '../../state/connections.ts';
import { useDraft } from '../../state/draft.ts';
import { useLab } from '../../state/lab.ts';
import { type RaceProblem, startRace } from '../../state/race.ts';
import { useRunning } from '../../state/running.ts';
import { changeSettings, useSettings } from '../../state/settings.ts';
import { showOverlay } from '../../state/view.ts';
import { Button } from '../../ui/Button.tsx';
import { Segmented } from '../../ui/Segmented.tsx';
import { ordersAsArrived } from '../fields/lab-actions.ts';
import { LaneBox } from './LaneBox.tsx';
import { orderChoices } from './orders.ts';
import { initialChoice, lackOf, lanesOf, type Offer, placesOf } from './plan.ts';
import s from './RaceForm.module.css';

const KINDS = [
  { value: 'orders', label: 'Two orders' },
  { value: 'connections', label: 'Two connections' },
] as const;

export function RaceForm(): ReactNode {
  const offer = useOffer();
  const kept = useSettings((settings) => settings.race);
  const running = useRunning();
  const [choice, setChoice] = useState(() => initialChoice(kept, offer));
  const [refused, setRefused] = useState<RaceProblem | null>(null);
  const [starting, setStarting] = useState(false);
  const lanes = lanesOf(choice, offer);
  const [a, b] = placesOf(choice, offer).map((place) => lackOf(place, offer));
  const isOneOrder = choice.what === 'orders' && offer.orders.length < 2;
  const isSame = lanes[0].draft.schema === lanes[1].draft.schema && samePlace(lanes[0], lanes[1]);

  function change(part: Partial<RaceChoice>): void {
    setChoice({ ...choice, ...part });
    setRefused(null);
  }

  async function start(): Promise<void> {
    setStarting(true);
    const problem = await startRace(lanes);
    setStarting(false);
    setRefused(problem);
    if (problem !== null) return;
    changeSettings({ race: choice });
    showOverlay(null);
  }

  return (
    <form
      className={s.body}
      onSubmit={(event) => {
        event.preventDefault();
        void start();
      }}
    >
      <Segmented label="Race" value={choice.what} choices={KINDS} onChange={(what) => change({ what })} />
      {[a, b].map((lack, i) => (
        <LaneBox
          key={i === 0 ? 'A' : 'B'}
          index={i}
          choice={choice}
          offer={offer}
          lack={
            lack ??
            (refused?.lane === i
              ? { key: refused.problem.what === 'key', text: refused.problem.message }
              : null)
          }
          onChange={change}
        />
      ))}
      <p className={s.note}>
        {isOneOrder
          ? 'The schema has one field, or cannot be read, so there is no other order.'
          : isSame
            ? 'Both lanes ask the same: what differs between them is chance.'
            : 'Both run at once, each a run of its own in the library. They may slow each other down, and one run each shows no more than itself.'}
      </p>
      {refused?.lane === null && (
        <p role="alert" className={s.problem}>
          {refused.problem.message}
        </p>
      )}
      <div className={s.acts}>
        <Button look="quiet" onClick={() => showOverlay(null)}>
          Cancel
        </Button>
        <Button
          look="primary"
          type="submit"
          disabled={starting || running || a !== null || b !== null || isOneOrder}
          title={running ? 'A run is under way. Stop it first.' : undefined}
        >
          Start the race
        </Button>
      </div>
    </form>
  );
}

function samePlace(a: { connection: string; model: string }, b: typeof a): boolean {
  return a.connection === b.connection && a.model === b.model;
}

function useOffer(): Offer {
  const { draft, connection, model } = useDraft();
  const connections = useConnections((state) => state.list);
  const dragged = useLab((lab) => lab.dragged);
  const required = useLab((lab) => lab.required);
  return useMemo(() => {
    const arrived = ordersAsArrived();
    const known = {
      whatIf: dragged.size === 0 ? null : dragged,
      arrived: arrived?.ok === true ? arrived.orders : null,
    };
    return { draft, orders: orderChoices(draft, known, required), connections, here: { connection, model } };
  }, [draft, connections, connection, model, dragged, required]);
}

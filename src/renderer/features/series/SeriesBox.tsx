import { ChevronDown } from 'lucide-react';
import { type ReactNode, useId } from 'react';

import { MOST_RUNS, setSeries, useSeries } from '../../state/series.ts';
import { showOverlay } from '../../state/view.ts';
import { anchorOf } from '../../ui/anchor.ts';
import { Button } from '../../ui/Button.tsx';
import { cx } from '../../ui/cx.ts';
import f from '../../ui/field.module.css';
import p from '../../ui/popup.module.css';
import { Segmented } from '../../ui/Segmented.tsx';
import s from './SeriesBox.module.css';

const COUNTS = [1, 2, 3, 5, 10, 20, 30, 50] as const;

/** How often *Run* runs, and how: beside it, and its progress while it does. */
export function SeriesBox(): ReactNode {
  const id = useId();
  const anchor = anchorOf(id);
  const { count, warmUp, seed, running } = useSeries();
  return (
    <>
      <button
        type="button"
        aria-label={running === null ? `Runs × ${count}` : `Run ${running.done + 1} of ${running.of}`}
        aria-haspopup="dialog"
        popoverTarget={id}
        style={anchor.control}
        className={cx(f.box, s.box)}
      >
        <span className={s.word}>{running === null ? 'Runs' : 'Run'}</span>
        <span className={s.count}>
          {running === null ? `× ${count}` : `${running.done + 1} / ${running.of}`}
        </span>
        <ChevronDown size={12} className={f.chevron} aria-hidden="true" />
        {running !== null && (
          <progress
            aria-label="Runs of the series"
            className={s.progress}
            max={running.of}
            value={running.done}
          />
        )}
      </button>
      <div
        id={id}
        role="dialog"
        aria-label="Runs in series"
        popover="auto"
        style={anchor.popup}
        className={cx(p.popup, s.popup)}
      >
        <div className={s.row}>
          <label htmlFor={`${id}-count`}>Runs, one after another</label>
          <input
            id={`${id}-count`}
            type="number"
            min={1}
            max={MOST_RUNS}
            className={s.number}
            value={count}
            onChange={(event) => {
              const { valueAsNumber } = event.target;
              if (Number.isFinite(valueAsNumber)) setSeries({ count: valueAsNumber });
            }}
          />
        </div>
        <div className={s.counts} role="group" aria-label="Number of runs">
          {COUNTS.map((n) => (
            <button
              key={n}
              type="button"
              aria-pressed={n === count}
              className={s.preset}
              onClick={() => setSeries({ count: n })}
            >
              {n}
            </button>
          ))}
        </div>
        <label className={s.row}>
          <span>
            Leave the first out as a warm-up
            <small>It pays for connecting and for cold caches.</small>
          </span>
          <input
            type="checkbox"
            checked={warmUp}
            onChange={(event) => setSeries({ warmUp: event.target.checked })}
          />
        </label>
        <div className={s.row}>
          <span>
            Seed
            <small>{seed === 'fixed' ? 'The same for every run.' : 'One more for each run.'}</small>
          </span>
          <Segmented
            label="Seed"
            value={seed}
            choices={[
              { value: 'fixed', label: 'fixed' },
              { value: 'varying', label: 'varying' },
            ]}
            onChange={(next) => setSeries({ seed: next })}
          />
        </div>
        <div className={s.row}>
          <span>
            Two at once
            <small>Two orders, or two connections, on one clock.</small>
          </span>
          <Button popoverTarget={id} popoverTargetAction="hide" onClick={() => showOverlay('race')}>
            Race…
          </Button>
        </div>
      </div>
    </>
  );
}

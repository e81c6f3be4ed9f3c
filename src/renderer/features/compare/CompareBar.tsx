import type { ReactNode } from 'react';

import type { Alignment } from '../../../core/timing/compare.ts';
import { putCaptureBeside, putSeriesBeside, useBeside } from '../../state/beside.ts';
import { useRun } from '../../state/run.ts';
import { useSeries } from '../../state/series.ts';
import p from '../../ui/panel.module.css';
import { Segmented } from '../../ui/Segmented.tsx';
import { cx } from '../../ui/cx.ts';
import { type Choice, Select } from '../../ui/Select.tsx';
import { useOtherCaptures } from './captures.ts';
import { labelOfSeries, nameOfRun, storyOfSeries } from './sides.ts';
import s from './Compare.module.css';

/** The run on screen, as a choice; others are series by their key. */
export const SCREEN = 'screen';
const SERIES = 'series:';

interface CompareBarProps {
  /** `SCREEN`, or the key of a series. */
  left: string;
  names: { a: string; b: string };
  align: Alignment;
  onLeft: (left: string) => void;
  onAlign: (align: Alignment) => void;
}

/** What is compared with what, and from where times are counted. */
export function CompareBar({ left, names, align, onLeft, onAlign }: CompareBarProps): ReactNode {
  const opened = useRun((run) => run.opened);
  const all = useSeries((series) => series.all);
  const chosen = useBeside(({ series: key, capture }) => (key === null ? capture : SERIES + key));
  const series = [...all.values()].map((one): Choice<string> => ({
    value: SERIES + one.key,
    label: labelOfSeries(one),
    story: storyOfSeries(one),
  }));
  const captures = useOtherCaptures().map((capture, i) => ({
    ...capture,
    apart: i === 0 && series.length > 0,
  }));
  const nameOfChosen = captures.find(({ value }) => value === chosen)?.label ?? '';
  return (
    <div className={cx(p.bar, s.bar)}>
      <div className={s.pick}>
        <span className={s.side}>A</span>
        <Select
          label="Run to compare"
          className={s.choice}
          value={left === SCREEN ? left : SERIES + left}
          choices={[{ value: SCREEN, label: nameOfRun(opened), story: 'on screen' }, ...series]}
          shown={<span className={s.name}>{names.a}</span>}
          onChange={(value) => onLeft(value === SCREEN ? value : value.slice(SERIES.length))}
        />
      </div>
      <div className={s.pick}>
        <span className={s.side}>B</span>
        <Select
          label="Run to compare with"
          className={s.choice}
          value={chosen ?? ''}
          choices={[...series, ...captures]}
          shown={
            <span className={s.name}>{chosen === null ? 'Choose a run…' : names.b || nameOfChosen}</span>
          }
          onChange={(value) => {
            if (value.startsWith(SERIES)) putSeriesBeside(value.slice(SERIES.length));
            else void putCaptureBeside(value);
          }}
        />
      </div>
      <span className={p.space} />
      <Segmented
        label="Align at"
        value={align}
        choices={[
          { value: 'request', label: 'request' },
          { value: 'first operation', label: 'first op' },
        ]}
        onChange={onAlign}
      />
    </div>
  );
}

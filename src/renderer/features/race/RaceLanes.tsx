import { type ReactNode, useState } from 'react';

import type { Gate } from '../../../core/timing/gates.ts';
import type { useRace } from '../../state/race.ts';
import { Button } from '../../ui/Button.tsx';
import { cx } from '../../ui/cx.ts';
import { Select } from '../../ui/Select.tsx';
import { Axis } from '../present/Axis.tsx';
import { Lane } from '../present/Lane.tsx';
import { laneWords } from '../present/provenance.ts';
import type { Key } from '../present/two-orders.ts';
import { useStageSize } from '../present/useStageSize.ts';
import { growSpan } from '../timeline/scale.ts';
import { runningUpTo } from './live-lane.ts';
import { defaultWatch, reached, standing, type Watch } from './standing.ts';
import { type ShownLane, useLanes } from './useLanes.ts';
import s from './RaceLanes.module.css';

/** CSS pixels of a design pixel of the stage, as in the style sheet: its text of 24 px is 12 px here. */
const UNIT = 0.5;
/** Room at the right of the longer lane, as a share of it. */
const MARGIN = 1.04;

interface RaceLanesProps {
  race: NonNullable<ReturnType<typeof useRace>>;
  /** As large as a stage needs it. */
  stage?: boolean;
}

/** Two runs of one race on one clock, and who is ahead. Each lane's time counts from its own request. */
export function RaceLanes({ race, stage = false }: RaceLanesProps): ReactNode {
  const { lanes, gates, fields } = useLanes(race);
  const [chosen, setChosen] = useState<Watch | null>(null);
  const [ref, size] = useStageSize();
  const { width } = size;
  const unit = stage ? size.unit : UNIT;
  const [a, b] = lanes;
  const watch = chosen ?? defaultWatch(gates, fields, lanes);
  const { words } = standing(a, b, watch);
  const live = a.live || b.live;
  const longest = Math.max(1, ...lanes.map(momentOf));
  const span = live ? growSpan(0, longest) : longest * MARGIN;
  return (
    <section aria-label="Race" className={cx(s.race, !stage && s.small)}>
      <div className={s.top}>
        <p role="status" aria-live={live ? 'off' : 'polite'} className={s.words}>
          {words}
        </p>
        {/* On a stage nobody chooses while people look on. */}
        {!stage && <Watched gates={gates} fields={fields} watch={watch} onChange={setChosen} />}
      </div>
      <div ref={ref} className={s.lanes}>
        {lanes.map((lane) => (
          <LaneWithEnd key={lane.letter} lane={lane} watch={watch} span={span} width={width} unit={unit} />
        ))}
        {lanes.some(({ live, run }) => live || run !== null) && <Axis span={span} width={width / unit} />}
      </div>
    </section>
  );
}

function StopLane({ lane: { letter, stop } }: { lane: ShownLane }): ReactNode {
  return (
    <Button look="quiet" className={s.stop} onClick={stop}>
      Stop {letter}
    </Button>
  );
}

interface LaneWithEndProps {
  lane: ShownLane;
  watch: Watch;
  span: number;
  width: number;
  unit: number;
}

/** A lane, and what went wrong in it in its verdict's own words; of one that never began, the words alone. */
function LaneWithEnd({ lane, watch, span, width, unit }: LaneWithEndProps): ReactNode {
  const { letter, name, live, run, problem, verdict } = lane;
  const isWell = problem === null && (verdict?.ended === 'eof' || verdict?.ended === 'done');
  const title = `${letter} · ${name}`;
  return (
    <>
      {live || run !== null ? (
        <Lane
          story={{
            title,
            words: wordsOf(lane),
            run: live || run === null ? runningUpTo(run, momentOf(lane)) : run,
            key: keyIn(lane, watch),
          }}
          t={momentOf(lane)}
          span={span}
          width={width}
          unit={unit}
          aside={live && <StopLane lane={lane} />}
        />
      ) : (
        <h3 className={s.fallen}>
          {title} <small>{verdict?.headline}</small>
        </h3>
      )}
      {!live && !isWell && <p className={s.failure}>{problem ?? verdict?.reason ?? 'It has no document.'}</p>}
    </>
  );
}

interface WatchedProps {
  gates: readonly Gate[];
  fields: readonly string[];
  watch: Watch;
  onChange: (watch: Watch) => void;
}

/** What the lanes race to. */
function Watched({ gates, fields, watch, onChange }: WatchedProps): ReactNode {
  const watches: Watch[] = [
    ...gates.map(({ name }): Watch => ({ kind: 'gate', name })),
    ...fields.map((name): Watch => ({ kind: 'field', name })),
    { kind: 'end' },
  ];
  return (
    <Select
      label="Race to"
      small
      className={s.watch}
      value={valueOf(watch)}
      choices={watches.map((one, i) => ({
        value: valueOf(one),
        label: one.kind === 'end' ? 'closing brace' : one.kind === 'gate' ? `▲ ${one.name}` : one.name,
        apart: i > 0 && one.kind !== watches[i - 1]?.kind,
      }))}
      onChange={(value) => {
        const next = watches.find((one) => valueOf(one) === value);
        if (next !== undefined) onChange(next);
      }}
    />
  );
}

function valueOf(watch: Watch): string {
  return watch.kind === 'end' ? 'end' : `${watch.kind} ${watch.name}`;
}

/** Milliseconds since the lane's request: now, or its end. */
function momentOf({ live, now, run, verdict }: ShownLane): number {
  if (live) return now ?? 0;
  return run?.end ?? verdict?.durationMs ?? 0;
}

function wordsOf({ live, verdict, problem, provenance }: ShownLane): string {
  const state = live ? 'live' : problem === null ? verdict?.headline : 'not read to its end';
  return [state, laneWords(provenance)].filter((word) => word !== undefined).join(' · ');
}

/** The watched moment as the lane marks it; null until it is there. */
function keyIn(lane: ShownLane, watch: Watch): Key | null {
  const at = reached(lane, watch);
  if (at === null || watch.kind === 'end') return null;
  if (watch.kind === 'field') return { field: watch.name, gate: null, at };
  const gate = lane.schedule?.gates.find(({ name }) => name === watch.name);
  const job = gate?.jobs.find(({ opens }) => opens === gate.opens);
  const top = lane.run?.root.children.find(
    ({ pointer }) => job?.pointer === pointer || job?.pointer.startsWith(`${pointer}/`) === true,
  );
  return top === undefined ? null : { field: String(top.key), gate: watch.name, at };
}

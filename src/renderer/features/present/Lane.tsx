import { type CSSProperties, type ReactNode, useMemo } from 'react';

import type { ArrivalRun } from '../../../core/timing/blocks-run.ts';
import { formatWhole } from '../rows/format.ts';
import { type Block, type Flag, layLane, type Mark, marksOf, writing } from './lane.ts';
import { columnsOf, shorten, shownValue } from './stage-text.ts';
import type { Key } from './two-orders.ts';
import s from './Lane.module.css';

/** One run in a race: measured, simulated or predicted, whole or as far as it has come. */
export interface LaneStory {
  /** `intent first`. */
  title: string;
  /** `simulated`, `predicted`. */
  words: string;
  run: ArrivalRun;
  key: Key | null;
}

/** Design pixels: a column of the text, what stands around it, and the gap between two flags. */
const COLUMN = 14.4;
const PADDING = 28;
const GAP = 12;
/** Columns. */
const LONGEST_NAME = 22;
const LONGEST_VALUE = 18;

export function Lane({
  story: { title, words, run, key },
  t,
  span,
  width,
  unit,
  aside,
}: {
  story: LaneStory;
  t: number;
  span: number;
  /** CSS pixels of the lane, and of one design pixel. */
  width: number;
  unit: number;
  /** At the right of the title. */
  aside?: ReactNode;
}): ReactNode {
  const predicted = words === 'predicted';
  const marks = useMemo(() => marksOf(run), [run]);
  const watched = useMemo(() => watch(marks, key), [marks, key]);
  const laid = useMemo(() => {
    const room = (columns: number): number => (columns * COLUMN + PADDING) * unit;
    const nameOf = (mark: Mark): number => columnsOf(shorten(mark.name, LONGEST_NAME));
    // Widths are those of the longest that each will say, so that nothing moves as the clock runs.
    const widths = {
      name: (mark: Mark) => room(nameOf(mark)),
      both: (mark: Mark) => room(nameOf(mark) + 1 + columnsOf(timeOf(mark, predicted))),
      key: watched === null ? 0 : room(Math.max(nameOf(watched), captionColumns(watched, predicted))),
    };
    return layLane(marks, watched?.at ?? null, widths, { width, span }, GAP * unit);
  }, [marks, watched, predicted, width, span, unit]);
  const now = writing(marks, t);
  const open = Math.min(run.root.tOpen, span) / span;
  return (
    <section className={s.lane} aria-label={`${title}, ${words}`}>
      <div className={s.top}>
        <h3>{title}</h3>
        <em data-predicted={predicted}>{words}</em>
        <span>{saying(run, key, now, t)}</span>
        {aside}
      </div>
      <div className={s.track} data-predicted={predicted}>
        <div className={s.wait} style={{ width: `${open * 100}%` }}>
          {open * width > 130 * unit && 'waiting'}
        </div>
        {laid.blocks.map((block) => (
          <Ribbon
            key={`${block.mark.name} ${block.mark.from}`}
            block={block}
            t={t}
            watched={watched}
            predicted={predicted}
          />
        ))}
        {laid.key !== null && watched !== null && (
          <div
            className={s.flag}
            data-state={watched.at <= t ? 'key' : 'waiting'}
            data-side={laid.key.side}
            data-high
            style={flagStyle(laid.key, width)}
          >
            <bdi>{shorten(watched.name, LONGEST_NAME)}</bdi>
            {watched.at <= t ? (
              <span>
                {watched.value !== '' && <bdi>{shownValue(watched.value, LONGEST_VALUE)}</bdi>}
                {watched.value !== '' && ' · '}
                {timeOf(watched, predicted)}
              </span>
            ) : (
              <span>{predicted ? `predicted ${timeOf(watched, true)}` : 'not landed'}</span>
            )}
          </div>
        )}
        {laid.blocks.map(
          ({ mark, flag }) =>
            flag !== null && (
              <div
                key={mark.name}
                className={s.flag}
                data-state={mark.at <= t ? 'landed' : 'waiting'}
                data-side={flag.side}
                data-level={flag.level}
                style={flagStyle(flag, width)}
              >
                <bdi>{shorten(mark.name, LONGEST_NAME)}</bdi>
                {mark.at <= t && <span>{timeOf(mark, predicted)}</span>}
              </div>
            ),
        )}
        <i className={s.head} style={{ left: `${(Math.min(t, span) / span) * 100}%` }} />
      </div>
    </section>
  );
}

/** A field as a stretch of the ribbon, filled as far as it is written. */
function Ribbon({
  block: { mark, x, width, inside },
  t,
  watched,
  predicted,
}: {
  block: Block;
  t: number;
  watched: Mark | null;
  predicted: boolean;
}): ReactNode {
  const landed = mark.at <= t;
  const share = landed ? 1 : Math.max(0, (t - mark.from) / Math.max(1e-9, mark.at - mark.from));
  return (
    <div
      className={s.block}
      data-type={mark.type}
      data-state={landed ? 'landed' : share > 0 ? 'writing' : 'waiting'}
      data-key={mark.name === watched?.name}
      style={{ left: x, width }}
    >
      <i style={{ width: `${share * 100}%` }} />
      {inside !== 'nothing' && <bdi>{shorten(mark.name, LONGEST_NAME)}</bdi>}
      {inside === 'name and time' && landed && <span>{timeOf(mark, predicted)}</span>}
    </div>
  );
}

function flagStyle({ stalk, side }: Flag, width: number): CSSProperties {
  return side === 'left' ? { right: width - stalk } : { left: stalk };
}

/** A gate that opens inside a field, at its first item say, is watched itself; else its field is. */
function watch(marks: readonly Mark[], key: Key | null): Mark | null {
  const field = marks.find(({ name }) => name === key?.field) ?? null;
  if (key === null || key.gate === null || field === null || Math.abs(field.at - key.at) < 0.5) return field;
  return { ...field, name: `▲ ${key.gate}`, value: '', from: key.at, at: key.at };
}

function timeOf({ at, plusMinus }: Mark, predicted: boolean): string {
  const doubt = plusMinus >= 0.5 ? ` ± ${formatWhole(plusMinus)}` : '';
  return `${predicted ? '≈ ' : ''}${formatWhole(at)}${doubt} ms`;
}

/** Columns of the longest that the key's flag comes to say under its name. */
function captionColumns(mark: Mark, predicted: boolean): number {
  const value = mark.value === '' ? 0 : columnsOf(shownValue(mark.value, LONGEST_VALUE)) + 3;
  const time = columnsOf(timeOf(mark, predicted));
  return Math.max(value + time, predicted ? 'predicted '.length + time : 0);
}

/** What the moment means to somebody who waits for the key. */
function saying(run: ArrivalRun, key: Key | null, now: Mark | null, t: number): string {
  if (t >= run.end) {
    return run.complete
      ? `all of it after ${formatWhole(run.end)} ms`
      : `broken off after ${formatWhole(run.end)} ms`;
  }
  const doing = now === null ? '' : `${shorten(now.name, LONGEST_NAME)} is being written`;
  // The point comes first: the line is cut where there is no room for all of it.
  if (key === null || t < key.at) return `nobody can act yet${doing === '' ? '' : `: ${doing}`}`;
  const begun =
    key.gate === null ? `work on ${shorten(key.field, LONGEST_NAME)} has begun` : `${key.gate} has begun`;
  return doing === '' ? begun : `${begun} while ${doing}`;
}

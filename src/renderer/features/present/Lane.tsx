import type { ReactNode } from 'react';

import type { ArrivalRun } from '../../../core/timing/blocks-run.ts';
import { formatWhole } from '../rows/format.ts';
import { marksOf, type Mark, placeChips, writing } from './lane.ts';
import { shortValue } from './story.ts';
import type { Key } from './two-orders.ts';
import s from './Lane.module.css';

export interface LaneStory {
  /** `intent first`. */
  title: string;
  /** `simulated`, `predicted`. */
  words: string;
  run: ArrivalRun;
  key: Key | null;
}

/** Design pixels: a character of the chip's two lines, its padding, and the gap to the next. */
const NAME_CHARACTER = 15.4;
const VALUE_CHARACTER = 14.2;
const PADDING = 36;
const GAP = 12;
const LONGEST_VALUE = 14;
const LEVELS = 2;

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
  width: number;
  unit: number;
  /** At the right of the title. */
  aside?: ReactNode;
}): ReactNode {
  const { marks, watched } = watch(marksOf(run), key);
  const predicted = words === 'predicted';
  // Widths are those of the longest that a chip will say, so that nothing moves as the clock runs.
  const widthOf = (mark: Mark): number =>
    (Math.max(mark.name.length * NAME_CHARACTER, caption(mark, true, predicted).length * VALUE_CHARACTER) +
      PADDING) *
    unit;
  const chips = placeChips(marks, watched, widthOf, { width, span }, LEVELS, GAP * unit);
  const now = writing(marks, t);
  const place = (time: number): string => `${(Math.min(time, span) / span) * 100}%`;
  return (
    <section className={s.lane} aria-label={`${title}, ${words}`}>
      <div className={s.top}>
        <h3>{title}</h3>
        <em data-predicted={predicted}>{words}</em>
        <span>{saying(run, key, now, t)}</span>
        {aside}
      </div>
      <div className={s.track}>
        {chips.map(({ mark, x, fromRight, stalk, level }) => {
          const landed = mark.at <= t;
          const state = !landed ? 'waiting' : mark.name === watched ? 'key' : 'landed';
          return (
            <div key={mark.name} data-state={state} className={s.mark}>
              <i
                className={s.stalk}
                style={{ left: stalk, height: `calc(${level === 1 ? 92 : 12} * var(--u))` }}
                data-bare={level === null}
              />
              {level !== null && (
                <div
                  className={s.chip}
                  style={{
                    ...(fromRight === null ? { left: x } : { right: fromRight }),
                    bottom: `calc(${level === 1 ? 92 : 12} * var(--u))`,
                  }}
                >
                  <b>{mark.name}</b>
                  <span>{caption(mark, landed, predicted)}</span>
                </div>
              )}
            </div>
          );
        })}
        {now !== null && (
          <i
            className={s.bar}
            style={{ left: place(now.from), width: `calc(${place(t)} - ${place(now.from)})` }}
          />
        )}
        <i className={s.head} style={{ left: place(t) }} />
      </div>
    </section>
  );
}

/** A gate that opens inside a field, at its first item say, is a mark of its own; else the field's mark is the one. */
function watch(marks: readonly Mark[], key: Key | null): { marks: readonly Mark[]; watched: string | null } {
  const field = marks.find(({ name }) => name === key?.field);
  if (key === null || key.gate === null || field === undefined || Math.abs(field.at - key.at) < 0.5) {
    return { marks, watched: key?.field ?? null };
  }
  const gate: Mark = {
    name: `▲ ${key.gate}`,
    value: '',
    from: key.at,
    at: key.at,
    plusMinus: field.plusMinus,
  };
  return { marks: [...marks, gate], watched: gate.name };
}

function caption(mark: Mark, landed: boolean, predicted: boolean): string {
  const time = `${predicted ? '≈ ' : ''}${formatWhole(mark.at)}${mark.plusMinus >= 0.5 ? ` ± ${formatWhole(mark.plusMinus)}` : ''}`;
  if (!landed) return predicted ? `predicted ${formatWhole(mark.at)}` : time;
  return mark.value === '' ? `${time} ms` : `${shortValue(mark.value, LONGEST_VALUE)} · ${time} ms`;
}

/** What the moment means to somebody who waits for the key. */
function saying(run: ArrivalRun, key: Key | null, now: Mark | null, t: number): string {
  if (t >= run.end) return `all of it after ${formatWhole(run.end)} ms`;
  const doing = now === null ? '' : `${now.name} is being written`;
  // The point comes first: the line is cut where there is no room for all of it.
  if (key === null || t < key.at) return `nobody can act yet${doing === '' ? '' : `: ${doing}`}`;
  const begun = key.gate === null ? `work on ${key.field} has begun` : `${key.gate} has begun`;
  return doing === '' ? begun : `${begun} while ${doing}`;
}

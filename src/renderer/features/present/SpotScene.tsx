import { type ReactNode, useEffect } from 'react';

import { fieldsOf } from '../../../core/schema/fields.ts';
import { endOf, usePlayback } from '../../state/playback.ts';
import { formatWhole } from '../rows/format.ts';
import { Axis } from './Axis.tsx';
import { Landings } from './Landings.tsx';
import { usePresent } from './present.ts';
import { columnsOf, shownValue } from './stage-text.ts';
import { litRow } from './story.ts';
import type { Presented } from './usePresented.ts';
import { useStageSize } from './useStageSize.ts';
import s from './SpotScene.module.css';

/** One field in the light: the newest, or the one that Up and Down have gone to. */
export function SpotScene({ presented }: { presented: Presented }): ReactNode {
  const { record, tree, rows, timed } = presented;
  const [ref, { width, unit }] = useStageSize();
  const event = usePlayback((playback) => playback.event);
  const spot = usePresent((present) => present.spot);
  const chosen = rows.findIndex(({ pointer }) => pointer === spot);
  const at = chosen >= 0 ? chosen : Math.max(0, litRow(rows, event));
  const row = rows[at];

  useEffect(() => {
    const press = (pressed: KeyboardEvent): void => {
      if (pressed.key !== 'ArrowDown' && pressed.key !== 'ArrowUp') return;
      pressed.preventDefault();
      const to = rows[Math.min(Math.max(0, at + (pressed.key === 'ArrowDown' ? 1 : -1)), rows.length - 1)];
      if (to !== undefined) usePresent.setState({ spot: to.pointer });
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [rows, at]);

  if (row === undefined) return <p className={s.none}>No field has landed yet.</p>;
  const landed = row.landed !== null && row.landed <= event;
  const t = row.landed === null ? null : (record?.log.t(row.landed) ?? null);
  const stamp = t === null ? `op ${record?.log.opsUpTo(row.landed ?? -1) ?? 0}` : `${formatWhole(t)} ms`;
  const story =
    tree === null
      ? undefined
      : fieldsOf(tree).find(({ pattern }) => pattern === patternOf(row.pointer))?.description;
  const span = record === null ? 0 : endOf(record);
  return (
    <div ref={ref} className={s.spot} data-landed={landed}>
      <h3>{row.pointer === '' ? 'the answer' : row.pointer.slice(1).replaceAll('/', ' › ')}</h3>
      <p className={s.value} data-type={row.type} data-size={sizeOf(row.value)}>
        {landed
          ? row.isContainer
            ? row.type === 'array'
              ? '[ … ]'
              : '{ … }'
            : shownValue(row.value, 420)
          : 'not landed'}
      </p>
      <p className={s.time}>{landed ? (row.isContainer ? `opened at ${stamp}` : stamp) : ''}</p>
      {story !== undefined && <p className={s.story}>{story}</p>}
      {record !== null && timed && span > 0 && (
        <div className={s.clock}>
          <Landings rows={rows} record={record} event={event} span={span} own={row} />
          <Axis span={span} width={width / unit} />
        </div>
      )}
    </div>
  );
}

/** A word fills the stage, a sentence has a line or two, a text is to be read. */
function sizeOf(value: string): 'word' | 'sentence' | 'text' {
  const columns = columnsOf(value);
  return columns <= 18 ? 'word' : columns <= 90 ? 'sentence' : 'text';
}

/** `/steps/3` is of `/steps/*`; good enough for a caption. */
function patternOf(pointer: string): string {
  return pointer.replaceAll(/\/\d+(?=\/|$)/g, '/*');
}

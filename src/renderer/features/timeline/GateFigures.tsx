import type { ReactNode } from 'react';

import type { Schedule } from '../../../core/timing/schedule.ts';
import { counted, formatMs, formatWhole } from '../rows/format.ts';
import { Figure } from './Figure.tsx';

interface GateFiguresProps {
  schedule: Schedule;
  live: boolean;
  /** The end of the stream, or now. */
  end: number;
  /** The document was closed; a broken stream has no brace that anything could be ahead of. */
  closed: boolean;
}

/** The three numbers about gates, each by its own definition. */
export function GateFigures({ schedule, live, end, closed }: GateFiguresProps): ReactNode {
  const { gates, saved, overlap, n, criticalPath } = schedule;
  const opened = gates.filter((gate) => gate.opens !== null);
  const [first] = opened.toSorted((a, b) => (a.opens ?? 0) - (b.opens ?? 0));
  const path = criticalPath.map(stepOf).join(' → ');
  const tasks = gates.flatMap(({ kind, jobs }) => (kind === 'approval' ? [] : jobs));
  const asked = gates.some(({ kind, ends }) => kind === 'approval' && ends !== null);
  const atWork = tasks.filter(({ ends }) => ends !== null).length;
  return (
    <>
      <Figure name="first gate opens" strong title={first?.name ?? ''}>
        {first === undefined || first.opens === null ? '—' : `${formatMs(first.opens)} ms`}
      </Figure>
      <Figure
        name={live ? 'so far' : closed ? 'closing brace' : 'end of the stream'}
        title={closed ? 'The end of the document' : 'The document was not closed'}
      >
        {formatMs(end)} ms
      </Figure>
      <Figure name="head start" title="The closing brace − the moment the first gate opens">
        {!closed || first === undefined || first.headStart === null
          ? '—'
          : `${formatWhole(first.headStart)} ms`}
      </Figure>
      <Figure
        name="saved"
        title={`What all downstream work would have taken had it waited for the closing brace − what it took, over ${counted(n, 'piece')} of work${asked ? ', a person’s answer among them' : ''}`}
      >
        {!closed || saved === null ? '—' : `${formatWhole(saved)} ms`}
      </Figure>
      <Figure
        name="overlap"
        title={`The tasks’ durations − the time from first start to last end, over ${counted(atWork, 'task')}${path === '' ? '' : `\nCritical path: ${path}`}`}
      >
        {live || overlap === null ? '—' : `${formatWhole(overlap)} ms`}
      </Figure>
    </>
  );
}

function stepOf({ what, name, item, to }: Schedule['criticalPath'][number]): string {
  const place = what === 'stream' ? (name === '' ? 'closing brace' : name.slice(1)) : name;
  return `${place}${item === null ? '' : ` ${item}`} ${formatWhole(to)} ms`;
}

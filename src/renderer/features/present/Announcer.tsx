import { type ReactNode, useEffect, useState } from 'react';

import { usePlayback } from '../../state/playback.ts';
import { formatWhole } from '../rows/format.ts';
import { usePresent } from './present.ts';
import { shownValue } from './stage-text.ts';
import { litRow } from './story.ts';
import { sentence } from './two-orders.ts';
import type { Presented } from './usePresented.ts';

/** A listener is told once things have stood still for so long, never field by field in a fast stream. */
const AFTER_MS = 600;

export function Announcer({ presented }: { presented: Presented }): ReactNode {
  const { scene, blank } = usePresent();
  const event = usePlayback((playback) => playback.event);
  const [said, setSaid] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setSaid(words(presented, scene, blank, event)), AFTER_MS);
    return () => clearTimeout(timer);
  }, [presented, scene, blank, event]);
  return (
    <p role="status" aria-label="Now on stage" className="sr-only">
      {said}
    </p>
  );
}

function words(presented: Presented, scene: string, blank: boolean, event: number): string {
  const { record, rows, key, run } = presented;
  if (blank) return 'The stage is blank.';
  if (scene === 'prompt') return `${presented.title}. ${presented.prompt}`;
  if (scene === 'number') return key === null || run === null ? '' : sentence(key, run.end, null);
  if (scene === 'race') return 'Two orders on one clock.';
  const leaves = rows.filter((row) => !row.isContainer);
  const landed = leaves.filter((row) => row.landed !== null && row.landed <= event).length;
  const lit = rows[litRow(rows, event)];
  const count = `${landed} of ${leaves.length} fields landed.`;
  if (lit === undefined || lit.landed === null) return count;
  const t = record?.log.t(lit.landed) ?? null;
  return `${lit.name} ${shownValue(lit.value, 60)}${t === null ? '' : `, ${formatWhole(t)} ms`}. ${count}`;
}

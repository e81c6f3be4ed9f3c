import type { ReactNode } from 'react';

import type { RunRecord } from '../../../core/run/record.ts';
import { useGrown } from '../../state/grown.ts';
import { onlyMain } from '../../state/shown-document.ts';
import s from './OnlyMain.module.css';

/** Says that a panel shows one of several documents, and where the others are. */
export function OnlyMain({ record }: { record: RunRecord }): ReactNode {
  const grown = useGrown(record);
  const words = onlyMain(grown.record);
  if (words === null) return null;
  return (
    <p className={s.note}>Of {words}. The others are chosen in Document, and shown there and in Timeline.</p>
  );
}

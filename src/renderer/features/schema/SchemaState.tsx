import type { ReactNode } from 'react';

import { useDraft } from '../../state/draft.ts';
import { useSchema } from '../../state/schema.ts';
import { lineOf } from './line-of.ts';
import { isNamed } from './places.ts';
import s from './SchemaPanel.module.css';

/** `valid · 3 fields`, or the first thing that is wrong and where. */
export function SchemaState(): ReactNode {
  const text = useDraft((state) => state.draft.schema);
  const fields = useSchema((state) => state.fields.filter(isNamed).length);
  const problem = useSchema((state) => state.problems[0]);
  if (text === '') return null;
  if (problem === undefined)
    return <span className="num">{`valid · ${fields} ${fields === 1 ? 'field' : 'fields'}`}</span>;
  const place = problem.offset === undefined ? problem.pointer : `line ${lineOf(text, problem.offset)}`;
  const words = place === '' ? problem.message : `${place}: ${problem.message}`;
  return (
    <span className={s.problem} title={words}>
      {words}
    </span>
  );
}

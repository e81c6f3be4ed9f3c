import { type ReactNode, useMemo } from 'react';

import { useConnections } from '../../state/connections.ts';
import { useDraft } from '../../state/draft.ts';
import { useSchema } from '../../state/schema.ts';
import { counted } from '../rows/format.ts';
import { lineOf } from './line-of.ts';
import { markersOf } from './markers.ts';
import { isNamed } from './places.ts';
import s from './SchemaPanel.module.css';

/** `valid · 3 fields`, or the first thing that is wrong and where. */
export function SchemaState(): ReactNode {
  const text = useDraft((state) => state.draft.schema);
  const connection = useDraft((state) => state.connection);
  const fields = useSchema((state) => state.fields.filter(isNamed).length);
  const problem = useSchema((state) => state.problems[0]);
  const tree = useSchema((state) => state.tree);
  const strict = useConnections((state) =>
    state.list.some(({ id, strict }) => id === connection && strict === true),
  );
  const markers = useMemo(() => (tree === null ? [] : markersOf(tree, [], strict)), [tree, strict]);
  if (text === '') return null;
  if (problem === undefined) {
    const refused = markers.filter(({ severity }) => severity === 'error');
    const first = refused[0] ?? markers[0];
    return (
      <span className="num">
        {refused.length === 0 ? 'valid' : 'not strict'}
        {` · ${counted(fields, 'field')}`}
        {first !== undefined && (
          <span className={s.warned} title={markers.map(({ message }) => message).join('\n')}>
            {` · ${counted(refused.length || markers.length, refused.length > 0 ? 'rule' : 'warning')}`}
          </span>
        )}
      </span>
    );
  }
  const place = problem.offset === undefined ? problem.pointer : `line ${lineOf(text, problem.offset)}`;
  const words = place === '' ? problem.message : `${place}: ${problem.message}`;
  return (
    <span className={s.problem} title={words}>
      {words}
    </span>
  );
}

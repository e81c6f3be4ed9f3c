import { type ReactNode, useMemo } from 'react';

import type { RunRecord } from '../../../core/run/record.ts';
import { parseSchema } from '../../../core/schema/parse.ts';
import { reorderSiblings } from '../../../core/schema/reorder.ts';
import type { Optimum } from '../../../core/timing/optimise.ts';
import type { Summary } from '../../../core/timing/statistics.ts';
import { useDraft } from '../../state/draft.ts';
import { isOfDraft } from '../../state/gates.ts';
import { useLab } from '../../state/lab.ts';
import { formatWhole } from '../rows/format.ts';
import { Note } from './Note.tsx';
import { SchemaTextDiff } from './SchemaTextDiff.tsx';

/** What the search for the best order found: the order as a diff, what it gains, and how sure that is. */
export function Suggestion({ optimum, record }: { optimum: Optimum; record: RunRecord }): ReactNode {
  if (!optimum.ok) {
    return (
      <Note name="best order" tone="warn">
        {optimum.message}
      </Note>
    );
  }
  const { orders, before, after, gain, exact, evaluated, notes } = optimum;
  return (
    <>
      <Note name="best order">
        {orders.size === 0 ? (
          'The written order serves the gates best.'
        ) : (
          <>
            Weighted completion of the gates ≈ {formatWhole(after.p50)} instead of {formatWhole(before.p50)}{' '}
            ms: <Gain gain={gain} />
          </>
        )}{' '}
        <small>
          {exact
            ? `exact: no order is better (${formatWhole(evaluated)} looked at)`
            : `the best of ${formatWhole(evaluated)} looked at, not proven`}
          {' · '}n {gain.n}
        </small>
      </Note>
      <Note name="schema">
        <SchemaChange optimum={optimum} record={record} />
      </Note>
      {notes.length > 0 && (
        <Note name="mind" tone="warn">
          {notes.join(' ')}
        </Note>
      )}
    </>
  );
}

/** The gain over the runs, with as much of a spread as they can have. */
function Gain({ gain }: { gain: Summary }): ReactNode {
  const worse = gain.p50 < 0;
  return (
    <>
      gain p50 <span data-tone={worse ? 'later' : 'sooner'}>{formatWhole(gain.p50)} ms</span>
      {gain.n > 1 && (
        <>
          {' '}
          · p95 <span data-tone={gain.p95 < 0 ? 'later' : 'sooner'}>{formatWhole(gain.p95)} ms</span>
        </>
      )}
    </>
  );
}

/** What the order would change: in the draft's text where the run is of its fields, else in the run's own. */
function SchemaChange({
  optimum: { orders },
  record,
}: {
  optimum: Extract<Optimum, { ok: true }>;
  record: RunRecord;
}): ReactNode {
  const draft = useDraft((state) => state.draft);
  const required = useLab((lab) => lab.required);
  const text = isOfDraft(record, draft) ? draft.schema : (record.header?.schema ?? '');
  const after = useMemo(() => {
    const parsed = parseSchema(text);
    return parsed.ok ? reorderSiblings(parsed.schema, orders, { required }).text : null;
  }, [text, orders, required]);
  if (after === null) return 'The run does not say which schema it was asked with.';
  if (after === text) return 'It stands in this order already.';
  return <SchemaTextDiff before={text} after={after} />;
}

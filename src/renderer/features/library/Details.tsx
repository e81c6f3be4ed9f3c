import type { ReactNode, Ref } from 'react';

import type { CaptureEntry } from '../../../bridge/contract.ts';
import { counted, formatBytes, formatWhole } from '../rows/format.ts';
import { durationOf, exactTime, verdictOf } from './describe.ts';
import { EditFields } from './EditFields.tsx';
import s from './Details.module.css';

interface DetailsProps {
  chosen: readonly CaptureEntry[];
  labelRef: Ref<HTMLInputElement>;
  /** The person is done with the fields. */
  onDone: () => void;
}

/** What is known of the selected runs, and what a person may write about one. */
export function Details({ chosen, labelRef, onDone }: DetailsProps): ReactNode {
  const [entry] = chosen;
  if (entry === undefined) return <aside className={s.details} aria-label="Details" />;
  if (chosen.length > 1) return <Several chosen={chosen} />;
  const editable = entry.takenFor === null && !entry.recording;
  return (
    <aside className={s.details} aria-label="Details">
      {editable ? (
        <EditFields key={entry.id} entry={entry} labelRef={labelRef} onDone={onDone} />
      ) : (
        <>
          <h2 className={s.title}>{entry.label}</h2>
          <p className={s.hint}>
            {entry.recording
              ? 'It can be renamed once it is whole.'
              : `Taken for ${entry.takenFor}. Save a copy of it as a capture to give it a label, tags and notes.`}
          </p>
        </>
      )}
      <Facts
        facts={[
          ['Verdict', verdictOf(entry)],
          ['Operations', entry.recording ? null : formatWhole(entry.ops)],
          ['Time', durationOf(entry) ?? (entry.recording ? null : 'none in the file')],
          ['Made', entry.wall === null ? null : exactTime(entry.wall)],
          ['Connection', entry.connection],
          ['Model', entry.model],
          ['Schema', entry.schemaTitle],
          ['Times are', entry.simulated ? 'simulated' : null],
          ['Size', formatBytes(entry.bytes)],
          ['File', entry.id],
        ]}
      />
    </aside>
  );
}

function Several({ chosen }: { chosen: readonly CaptureEntry[] }): ReactNode {
  const ops = chosen.reduce((sum, entry) => sum + entry.ops, 0);
  const bytes = chosen.reduce((sum, entry) => sum + entry.bytes, 0);
  const models = new Set(chosen.map(({ model }) => model).filter((model) => model !== null));
  return (
    <aside className={s.details} aria-label="Details">
      <h2 className={s.title}>{counted(chosen.length, 'run')} selected</h2>
      <Facts
        facts={[
          ['Operations', formatWhole(ops)],
          ['Size', formatBytes(bytes)],
          ['Models', [...models].slice(0, 4).join(', ') || null],
        ]}
      />
      {chosen.length === 2 && <p className={s.hint}>Compare sets the first beside the second.</p>}
    </aside>
  );
}

function Facts({ facts }: { facts: readonly (readonly [string, string | null])[] }): ReactNode {
  return (
    <dl className={s.facts}>
      {facts.map(
        ([name, value]) =>
          value !== null &&
          value !== '' && (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ),
      )}
    </dl>
  );
}

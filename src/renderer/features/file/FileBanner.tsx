import { FileQuestionMark, TriangleAlert } from 'lucide-react';
import { type ReactNode, useState } from 'react';

import type { OpenedRun } from '../../../bridge/contract.ts';
import { useInfo } from '../../state/info.ts';
import { rereadRun } from '../../state/imports.ts';
import { useRun } from '../../state/run.ts';
import { Button } from '../../ui/Button.tsx';
import { later } from '../../ui/later.tsx';
import { type Choice, Select } from '../../ui/Select.tsx';
import { exportRun } from '../export/export-run.ts';
import { showTab } from '../../state/view.ts';
import { isSchema, takeAsSchema } from './schema-file.ts';
import { bannerOf, partLabel } from './banner.ts';
import s from './FileBanner.module.css';

/** Asked for by few of those who open a file. */
const SyntheticDialog = later(
  'Synthetic times',
  async () => (await import('./SyntheticDialog.tsx')).SyntheticDialog,
);

/** What the file on screen was taken for and what is odd about it, with everything that a person may overrule. */
export function FileBanner(): ReactNode {
  const opened = useRun((run) => run.opened);
  const ended = useRun((run) => run.status === 'ended');
  const untimed = useRun(({ record }) => record !== null && record.log.ops > 0 && !record.log.timed);
  const barren = useRun(({ record }) => record !== null && record.log.ops === 0 && record.log.errors > 0);
  const schema = useRun(({ record }) => ended && record !== null && isSchema(record));
  const [dismissed, setDismissed] = useState('');
  if (opened === null) return null;
  const banner = bannerOf(opened, { untimed: ended && untimed, barren: ended && barren });
  if (banner === null || dismissed === banner.key) return null;
  return (
    <section aria-label="About this file" className={s.banner} data-tone={banner.tone}>
      {banner.tone === 'warn' ? (
        <TriangleAlert size={14} aria-hidden="true" />
      ) : (
        <FileQuestionMark size={14} aria-hidden="true" />
      )}
      <div className={s.said}>
        {opened.takenFor !== null && (
          <p>
            Taken for <strong>{opened.takenFor}</strong>
            {opened.reading?.format !== null && ', as you said'}.
          </p>
        )}
        {opened.parts.length > 1 && opened.reading !== null && (
          <p>
            The file has {opened.parts.length} runs; this is run {opened.reading.part + 1}.
          </p>
        )}
        {opened.notes.map((note) => (
          <p key={note}>{note}</p>
        ))}
        {banner.synthetic !== null && (
          <p>
            <strong>Synthetic times</strong>: {banner.synthetic}. No statistic uses them.
          </p>
        )}
        {banner.barren && <p>No operation was found in this file. Wire shows it line by line, as it came.</p>}
        {schema && <p>It looks like a JSON Schema.</p>}
        {banner.askTimes && !schema && <p>The file has no times; operations are numbered.</p>}
      </div>
      <div className={s.acts}>
        {banner.barren && <Button onClick={() => showTab('wire')}>Show in Wire</Button>}
        {schema && <Button onClick={() => void takeAsSchema(opened.name)}>Use as the schema</Button>}
        <Overruling opened={opened} banner={banner} />
        {!opened.saved && (
          <Button onClick={() => void exportRun({ kind: 'patchcap', withoutValues: false })}>
            Save capture…
          </Button>
        )}
        <Button look="quiet" onClick={() => setDismissed(banner.key)}>
          Dismiss
        </Button>
      </div>
    </section>
  );
}

function Overruling({
  opened,
  banner,
}: {
  opened: OpenedRun;
  banner: NonNullable<ReturnType<typeof bannerOf>>;
}): ReactNode {
  const formats = useInfo((info) => info.formats);
  const [asking, setAsking] = useState(false);
  const { reading, parts } = opened;
  if (reading === null) return null;
  const kinds: Choice<string>[] = [
    { value: '', label: 'What it looks like' },
    ...(formats ?? []).map(({ id, title }, i) => ({ value: id, label: title, apart: i === 0 })),
  ];
  return (
    <>
      {parts.length > 1 && (
        <Select
          small
          label="Run in the file"
          value={String(reading.part)}
          choices={parts.map((part, i) => ({ value: String(i), label: partLabel(part, i, parts.length) }))}
          shown={`Run ${reading.part + 1} of ${parts.length}`}
          onChange={(part) => void rereadRun(opened, { part: Number(part), times: null })}
        />
      )}
      {(opened.takenFor !== null || reading.format !== null || banner.barren) && (
        <Select
          small
          label="Read the file as"
          value={reading.format ?? ''}
          choices={kinds}
          shown={reading.format === null ? 'Read as…' : undefined}
          onChange={(format) =>
            void rereadRun(opened, {
              format: format === '' ? null : format,
              part: 0,
              times: null,
              unit: null,
            })
          }
        />
      )}
      {banner.askUnit && (
        <Select
          small
          label="Unit of its times"
          value={reading.unit ?? ''}
          choices={[
            { value: '', label: 'as it looks' },
            { value: 's', label: 'seconds' },
            { value: 'ms', label: 'milliseconds' },
            { value: 'us', label: 'microseconds' },
          ]}
          shown={reading.unit === null ? 'Times in…' : undefined}
          onChange={(unit) => void rereadRun(opened, { unit: unit === '' ? null : unit })}
        />
      )}
      {banner.askTimes && <Button onClick={() => setAsking(true)}>Give synthetic times…</Button>}
      {reading.times !== null && (
        <>
          <Button onClick={() => setAsking(true)}>Change…</Button>
          <Button onClick={() => void rereadRun(opened, { times: null })}>Take the times away</Button>
        </>
      )}
      {asking && <SyntheticDialog opened={opened} onClose={() => setAsking(false)} />}
    </>
  );
}

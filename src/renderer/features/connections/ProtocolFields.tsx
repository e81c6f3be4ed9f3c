import type { ReactNode } from 'react';

import { PROTOCOL_IDS, protocol, type ProtocolId } from '../../../core/protocols/table.ts';
import type { Connection } from '../../../core/run/draft.ts';
import { Select } from '../../ui/Select.tsx';
import s from './connections.module.css';
import { SwitchRow } from './SwitchRow.tsx';

interface ProtocolFieldsProps {
  form: Connection;
  onChange: (change: Partial<Connection>) => void;
}

const ACCEPTS = [
  { value: '*/*', label: '*/*', story: 'As the SDK sends it' },
  { value: 'application/x-ndjson', label: 'application/x-ndjson', story: 'One operation a line' },
  { value: 'text/event-stream', label: 'text/event-stream', story: 'Server-sent events' },
];

/** Those that have a request of their own come first; the others read what a compatible server answers. */
const WITH_REQUESTS: readonly ProtocolId[] = [
  'dottxt.patch',
  'openai.chat',
  'openai.responses',
  'anthropic.messages',
  'gemini',
  'ollama',
];
const PROTOCOLS = [...WITH_REQUESTS, ...PROTOCOL_IDS.filter((id) => !WITH_REQUESTS.includes(id))].map(
  (id, i) => ({ value: id, label: protocol(id).title, apart: i === WITH_REQUESTS.length }),
);

/** What has a tool whose parameters can be the schema. */
const WITH_TOOLS: ReadonlySet<ProtocolId> = new Set(WITH_REQUESTS.filter((id) => id !== 'dottxt.patch'));
const WITH_STRICT: ReadonlySet<ProtocolId> = new Set<ProtocolId>(['openai.chat', 'openai.responses']);

export function ProtocolFields({ form, onChange }: ProtocolFieldsProps): ReactNode {
  return (
    <>
      <div className={s.pair}>
        <div className={s.labelled}>
          <span>Protocol</span>
          <Select
            label="Protocol"
            value={form.protocol}
            choices={PROTOCOLS}
            onChange={(next) => onChange({ protocol: next })}
          />
        </div>
        <div className={s.labelled}>
          <span>Accept</span>
          <Select
            label="Accept"
            value={form.accept}
            choices={
              ACCEPTS.some(({ value }) => value === form.accept)
                ? ACCEPTS
                : [...ACCEPTS, { value: form.accept, label: form.accept }]
            }
            onChange={(accept) => onChange({ accept })}
          />
        </div>
      </div>
      {WITH_TOOLS.has(form.protocol) && (
        <div className={s.switches}>
          <SwitchRow
            label="Answer as a tool call"
            about="The schema is the parameters of a tool that the model has to call."
            on={form.tools === true}
            onChange={(tools) => onChange({ tools })}
          />
          {WITH_STRICT.has(form.protocol) && (
            <SwitchRow
              label="strict"
              about="The server enforces the schema, and takes only a subset of JSON Schema."
              on={form.strict === true}
              onChange={(strict) => onChange({ strict })}
            />
          )}
        </div>
      )}
    </>
  );
}

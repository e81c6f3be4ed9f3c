import { Plus, Trash2 } from 'lucide-react';
import { type ReactNode, useState } from 'react';

import { checkGates } from '../../../core/timing/gates-check.ts';
import { type Gate, gateToJson } from '../../../core/timing/gates.ts';
import { useDraft } from '../../state/draft.ts';
import { gatesFrom, writeGates } from '../../state/gates.ts';
import { useSchema } from '../../state/schema.ts';
import { showOverlay } from '../../state/view.ts';
import { Button } from '../../ui/Button.tsx';
import { cx } from '../../ui/cx.ts';
import { newGate, renamed, without } from './gate-form.ts';
import { GateForm } from './GateForm.tsx';
import s from './GatesEditor.module.css';

/** Each edit that makes sense is in the draft at once; one that does not yet stays here, with its reason. */
export function GatesEditor(): ReactNode {
  const written = useDraft(({ draft }) => draft.gates);
  const fields = useSchema((schema) => schema.fields);
  const [gates, setGates] = useState<readonly Gate[]>(() => gatesFrom(written));
  const [at, setAt] = useState(0);
  const checked = checkGates(
    gates.map(gateToJson),
    fields.map((field) => field.pattern),
  );
  const marks = checked.ok ? checked.notes : checked.problems;
  const gate = gates[at];

  function put(next: readonly Gate[]): void {
    setGates(next);
    if (checkGates(next.map(gateToJson)).ok) writeGates(next);
  }

  return (
    <div className={s.editor}>
      <div className={s.side}>
        <ul className={s.list} aria-label="All gates">
          {gates.map((entry, i) => (
            // Names may repeat for as long as one is being typed.
            // oxlint-disable-next-line react/no-array-index-key
            <li key={i}>
              <button type="button" aria-current={i === at} className={s.item} onClick={() => setAt(i)}>
                <span className={s.flag} aria-hidden="true">
                  ▲
                </span>
                <span className={s.name}>{entry.name || 'unnamed'}</span>
                <small className={cx(!checked.ok && marks.some(({ path }) => isOf(path, i)) && s.wrong)}>
                  {entry.kind}
                </small>
              </button>
            </li>
          ))}
        </ul>
        <Button
          look="quiet"
          onClick={() => {
            put([...gates, newGate(gates, fields[0]?.pattern ?? '/')]);
            setAt(gates.length);
          }}
        >
          <Plus size={13} aria-hidden="true" />
          New gate
        </Button>
      </div>
      {gate === undefined ? (
        <p className={s.none}>
          A gate is what waits for a field: a dispatch, a lookup, a person’s approval. With gates the timeline
          shows what runs beside the stream, and the lab finds the field order that serves them best.
        </p>
      ) : (
        <div className={s.form}>
          <GateForm
            key={at}
            gate={gate}
            others={gates.filter((_, i) => i !== at).map(({ name }) => name)}
            patterns={fields.map(({ pattern, type }) => ({ value: pattern, story: type }))}
            onChange={(next) => {
              const list = next.name === gate.name ? [...gates] : renamed(gates, at, next.name);
              put(list.with(at, next));
            }}
          />
          {marks
            .filter(({ path }) => isOf(path, at))
            .map(({ path, message }) => (
              <p
                key={path + message}
                role={checked.ok ? 'note' : 'alert'}
                className={checked.ok ? s.note : s.problem}
              >
                {message}
                {!checked.ok && ' The draft keeps what it had.'}
              </p>
            ))}
          <div className={s.foot}>
            <Button
              look="danger"
              onClick={() => {
                put(without(gates, at));
                setAt(Math.max(0, at - 1));
              }}
            >
              <Trash2 size={13} aria-hidden="true" />
              Delete gate
            </Button>
            <Button onClick={() => showOverlay(null)}>Done</Button>
          </div>
        </div>
      )}
    </div>
  );
}

function isOf(path: string, index: number): boolean {
  return path === `/${index}` || path.startsWith(`/${index}/`);
}

import { Plus, X } from 'lucide-react';
import { type ReactNode, useState } from 'react';

import type { Gate } from '../../../core/timing/gates.ts';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Segmented } from '../../ui/Segmented.tsx';
import { Suggest, type Suggestion } from '../../ui/Suggest.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { type Test, testOf, valueText, withCondition } from './gate-form.ts';
import s from './GatesEditor.module.css';

interface GateFormProps {
  gate: Gate;
  others: readonly string[];
  patterns: readonly Suggestion[];
  onChange: (gate: Gate) => void;
}

const KINDS = [
  { value: 'task', label: 'task' },
  { value: 'fan-out', label: 'fan-out per item' },
  { value: 'approval', label: 'approval' },
] as const;

const TESTS = [
  { value: 'always', label: 'always' },
  { value: 'equals', label: 'equals' },
  { value: 'one of', label: 'one of' },
  { value: 'present', label: 'present' },
] as const;

export function GateForm({ gate, others, patterns, onChange }: GateFormProps): ReactNode {
  // What is typed stays as it is typed; the gate holds what it means.
  const [value, setValue] = useState(() => valueText(gate));
  const test = testOf(gate);

  function setTest(next: Test): void {
    onChange(withCondition(gate, next, value));
  }

  function setField(i: number, pattern: string): void {
    const fields = gate.fields.with(i, pattern);
    const follows = gate.when !== null && gate.when.field === gate.fields[i];
    onChange({
      ...gate,
      fields,
      when: follows && gate.when !== null ? { ...gate.when, field: pattern } : gate.when,
    });
  }

  return (
    <>
      <TextField label="Name" value={gate.name} onChange={(name) => onChange({ ...gate, name })} />
      <Group label="Kind">
        <Segmented
          label="Kind"
          value={gate.kind}
          choices={KINDS}
          onChange={(kind) => onChange({ ...gate, kind })}
        />
      </Group>
      <Group label="Opens when these have landed">
        <div className={s.fields}>
          {gate.fields.map((pattern, i) => (
            // A field is its place in the list; two may be the same while one is typed.
            // oxlint-disable-next-line react/no-array-index-key
            <span key={i} className={s.field}>
              <Suggest
                label={i === 0 ? 'Field' : `Field ${i + 1}`}
                value={pattern}
                suggestions={patterns}
                className={s.suggest}
                onChange={(next) => setField(i, next)}
              />
              {gate.fields.length > 1 && (
                <IconButton
                  label={`Leave ${pattern} out`}
                  onClick={() => onChange({ ...gate, fields: gate.fields.toSpliced(i, 1) })}
                >
                  <X size={12} aria-hidden="true" />
                </IconButton>
              )}
            </span>
          ))}
          <Button
            look="quiet"
            onClick={() => onChange({ ...gate, fields: [...gate.fields, patterns[0]?.value ?? '/'] })}
          >
            <Plus size={13} aria-hidden="true" />
            another field
          </Button>
        </div>
      </Group>
      <Group label={`Only if ${gate.when?.field ?? gate.fields[0] ?? 'it'} is`}>
        <div className={s.row}>
          <Segmented label="Condition" value={test} choices={TESTS} onChange={setTest} />
          {(test === 'equals' || test === 'one of') && (
            <input
              aria-label="Value"
              className={s.value}
              spellCheck={false}
              autoComplete="off"
              placeholder={test === 'one of' ? 'billing, account' : 'billing'}
              value={value}
              onChange={(event) => {
                setValue(event.target.value);
                onChange(withCondition(gate, test, event.target.value));
              }}
            />
          )}
        </div>
      </Group>
      <div className={s.numbers}>
        <Count
          label={gate.kind === 'approval' ? 'If unanswered, count ms' : 'Takes, ms'}
          value={gate.duration.base}
          onChange={(base) => onChange({ ...gate, duration: { ...gate.duration, base: base ?? 0 } })}
        />
        {gate.kind === 'fan-out' && (
          <>
            <Count
              label="More per item, ms"
              value={gate.duration.step}
              onChange={(step) => onChange({ ...gate, duration: { ...gate.duration, step: step ?? 0 } })}
            />
            <Count
              label="At once (empty: all)"
              value={gate.concurrency}
              onChange={(concurrency) => onChange({ ...gate, concurrency })}
            />
          </>
        )}
        <Count
          label="Weight"
          value={gate.weight}
          onChange={(weight) => onChange({ ...gate, weight: weight ?? 1 })}
        />
      </div>
      {others.length > 0 && (
        <Group label="Waits for">
          <div className={s.row}>
            {others.map((name) => (
              <label key={name} className={s.check}>
                <input
                  type="checkbox"
                  checked={gate.waitsFor.includes(name)}
                  onChange={(event) =>
                    onChange({
                      ...gate,
                      waitsFor: event.target.checked
                        ? [...gate.waitsFor, name]
                        : gate.waitsFor.filter((other) => other !== name),
                    })
                  }
                />
                {name}
              </label>
            ))}
          </div>
        </Group>
      )}
    </>
  );
}

function Group({ label, children }: { label: string; children: ReactNode }): ReactNode {
  return (
    <div className={s.group}>
      <span className={s.label}>{label}</span>
      {children}
    </div>
  );
}

interface CountProps {
  label: string;
  value: number | null;
  onChange: (value: number | null) => void;
}

/** A number of a gate; what is typed and no number is said, and the gate keeps what it had. */
function Count({ label, value, onChange }: CountProps): ReactNode {
  const [typed, setTyped] = useState<string | null>(null);
  const shown = typed ?? (value === null ? '' : String(value));
  const wrong = typed !== null && typed.trim() !== '' && !(Number(typed) >= 0);
  return (
    <TextField
      label={label}
      mono
      value={shown}
      problem={wrong ? 'a number from 0' : undefined}
      onChange={(text) => {
        setTyped(text);
        if (text.trim() === '') onChange(null);
        else if (Number(text) >= 0) onChange(Number(text));
      }}
    />
  );
}

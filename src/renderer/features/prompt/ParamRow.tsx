import { type ReactNode, useState } from 'react';

import type { Parameters } from '../../../core/run/draft.ts';
import { editDraft, useDraft } from '../../state/draft.ts';
import { Tooltip } from '../../ui/Tooltip.tsx';
import { PARAMS, type ParamRule, readParam, withParam } from './params.ts';
import s from './PromptPanel.module.css';

type Problems = { readonly [name in keyof Parameters]?: string };

export function ParamRow({ children }: { children: ReactNode }): ReactNode {
  const params = useDraft((state) => state.draft.params);
  const [problems, setProblems] = useState<Problems>({});
  const messages = Object.values(problems);
  return (
    <>
      <div className={s.params}>
        {PARAMS.map((rule) => (
          <Param
            key={rule.name}
            rule={rule}
            value={params[rule.name] ?? null}
            onProblem={(problem) =>
              setProblems(({ [rule.name]: _old, ...others }) =>
                problem === null ? others : { ...others, [rule.name]: problem },
              )
            }
          />
        ))}
        {children}
      </div>
      {messages.length > 0 && (
        <p id="param-problem" role="alert" className={s.problem}>
          {messages.join(' · ')}
        </p>
      )}
    </>
  );
}

interface ParamProps {
  rule: ParamRule;
  value: number | null;
  onProblem: (problem: string | null) => void;
}

function Param({ rule, value, onProblem }: ParamProps): ReactNode {
  // What is typed is kept while it is no number; the draft keeps the last that was, and the message says so.
  const [typed, setTyped] = useState<string | null>(null);
  const shown = typed ?? (value === null ? '' : String(value));
  const invalid = typed !== null && !readParam(rule, typed).ok;

  function type(text: string): void {
    setTyped(text);
    const read = readParam(rule, text);
    if (read.ok) editDraft({ params: withParam(useDraft.getState().draft.params, rule.name, read.value) });
    const used = value === null ? 'none is sent' : `${value} is used`;
    onProblem(read.ok ? null : `${read.message}; ${used}`);
  }

  return (
    <Tooltip text={rule.about} side="top">
      <label className={s.param}>
        {rule.name}
        <input
          className={s.number}
          inputMode="decimal"
          placeholder={rule.otherwise}
          value={shown}
          aria-invalid={invalid}
          aria-describedby={invalid ? 'param-problem' : undefined}
          onChange={(event) => type(event.target.value)}
          onBlur={() => {
            if (!invalid) setTyped(null);
          }}
        />
        {rule.unit}
      </label>
    </Tooltip>
  );
}

import type { ReactNode } from 'react';

import type { Connection } from '../../../core/run/draft.ts';
import { Select } from '../../ui/Select.tsx';
import { ANSWERS, answerOf } from './simulator-answers.ts';
import s from './connections.module.css';

interface SimulatorAnswerProps {
  form: Connection;
  onChange: (change: Partial<Connection>) => void;
}

/** Which of the streams that its users already have the Simulator sends. */
export function SimulatorAnswer({ form, onChange }: SimulatorAnswerProps): ReactNode {
  return (
    <div className={s.labelled}>
      <span>Answers with</span>
      <Select
        label="Answers with"
        value={answerOf(form).value}
        choices={ANSWERS}
        onChange={(value) => onChange(ANSWERS.find((one) => one.value === value)?.change ?? {})}
      />
    </div>
  );
}

import type { ReactNode } from 'react';

import { counted } from '../rows/format.ts';
import type { Presented } from './usePresented.ts';
import s from './Stage.module.css';

/** What was asked, and nothing else. */
export function PromptScene({ presented }: { presented: Presented }): ReactNode {
  const { title, prompt, rows } = presented;
  const fields = rows.filter(({ depth }) => depth === 0).length;
  return (
    <div className={s.prompt} data-long={prompt.length > 240}>
      <h2>
        <bdi>{title}</bdi>
      </h2>
      <p>{prompt === '' ? 'A stream of JSON Patch operations.' : <bdi>“{prompt}”</bdi>}</p>
      {fields > 0 && <small>answered in {counted(fields, 'field')}, one after another</small>}
      <small className={s.hint}>PgDn next · Space play · B blank · Esc leave</small>
    </div>
  );
}

import type { ReactNode } from 'react';

import { counted } from '../rows/format.ts';
import { storyRows } from './story.ts';
import type { Presented } from './usePresented.ts';
import s from './Stage.module.css';

/** What was asked, and nothing else. */
export function PromptScene({ presented }: { presented: Presented }): ReactNode {
  const { title, prompt, record, tree } = presented;
  const fields = storyRows(record, tree).filter(({ depth }) => depth === 0).length;
  const text = prompt.replaceAll(/\s+/g, ' ').trim();
  return (
    <div className={s.prompt} data-long={text.length > 240}>
      <h2>{title}</h2>
      {text === '' ? <p>A stream of JSON Patch operations.</p> : <p>“{text}”</p>}
      {fields > 0 && <small>answered in {counted(fields, 'field')}, one after another</small>}
      <small className={s.hint}>PgDn next · Space play · B blank · Esc leave</small>
    </div>
  );
}

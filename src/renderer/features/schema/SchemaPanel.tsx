import type { ReactNode } from 'react';

import { editDraft, useDraft } from '../../state/draft.ts';
import { useSchema } from '../../state/schema.ts';
import { Button } from '../../ui/Button.tsx';
import { PanelHead } from '../../ui/PanelHead.tsx';
import { OtherSchema } from './OtherSchema.tsx';
import { SchemaEditorView } from './SchemaEditorView.tsx';
import { SchemaMenu } from './SchemaMenu.tsx';
import s from './SchemaPanel.module.css';
import { SchemaState } from './SchemaState.tsx';
import { toStrictJson } from './strict.ts';

export function SchemaPanel(): ReactNode {
  return (
    <section aria-label="Schema" className={s.panel}>
      <PanelHead title="Schema" aside={<SchemaAside />} />
      <OtherSchema />
      <StrictOffer />
      <SchemaEditorView />
    </section>
  );
}

function SchemaAside(): ReactNode {
  return (
    <span className={s.aside}>
      <SchemaState />
      <SchemaMenu />
    </span>
  );
}

/** Comments and trailing commas come with what people paste; they can be taken out in one step. */
function StrictOffer(): ReactNode {
  const broken = useSchema((state) => state.problems.length > 0);
  const text = useDraft((state) => state.draft.schema);
  const strict = broken ? toStrictJson(text) : null;
  if (strict === null) return null;
  return (
    <output className={s.offer}>
      <span>Comments and trailing commas are not JSON.</span>
      <Button onClick={() => editDraft({ schema: strict })}>Remove them</Button>
    </output>
  );
}

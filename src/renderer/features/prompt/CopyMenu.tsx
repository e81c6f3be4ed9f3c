import { ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';

import { useConnections } from '../../state/connections.ts';
import { useDraft } from '../../state/draft.ts';
import { Menu, MenuItem } from '../../ui/Menu.tsx';
import { copyRequest, FORMS, requestAs } from './copy-request.ts';
import s from './PromptPanel.module.css';

/** The request to go on with elsewhere. */
export function CopyMenu(): ReactNode {
  return (
    <Menu
      className={s.copy ?? ''}
      face={
        <>
          Copy as
          <ChevronDown size={11} aria-hidden="true" />
        </>
      }
    >
      <Forms />
    </Menu>
  );
}

/** Those that there are for the connection's protocol; made when the menu opens. */
function Forms(): ReactNode {
  const connection = useDraft((state) => state.connection);
  const protocol = useConnections((state) => state.list.find(({ id }) => id === connection)?.protocol);
  const forms = FORMS.filter(({ form }) => requestAs(form) !== null);
  if (forms.length === 0) return <p className={s.none}>This protocol is only read.</p>;
  return forms.map(({ form, title }) => (
    <MenuItem key={form} onClick={() => copyRequest(form)}>
      {form === 'python' ? `Python (${protocol === 'dottxt.patch' ? 'dottxt' : 'OpenAI'} SDK)` : title}
    </MenuItem>
  ));
}

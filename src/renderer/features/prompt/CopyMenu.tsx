import { ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';

import { useConnections } from '../../state/connections.ts';
import { useDraft } from '../../state/draft.ts';
import { Menu, MenuItem } from '../../ui/Menu.tsx';
import { copyRequest, FORMS } from './copy-request.ts';
import s from './PromptPanel.module.css';

/** The request to go on with elsewhere. */
export function CopyMenu(): ReactNode {
  const connection = useDraft((state) => state.connection);
  const protocol = useConnections((state) => state.list.find(({ id }) => id === connection)?.protocol);
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
      {FORMS.map(({ form, title }) => (
        <MenuItem key={form} onClick={() => copyRequest(form)}>
          {form === 'python' ? `Python (${protocol === 'dottxt.patch' ? 'dottxt SDK' : 'SDK'})` : title}
        </MenuItem>
      ))}
    </Menu>
  );
}

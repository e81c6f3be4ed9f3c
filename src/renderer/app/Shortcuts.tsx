import type { ReactNode } from 'react';

import { showOverlay } from '../state/view.ts';
import { Button } from '../ui/Button.tsx';
import { Kbd } from '../ui/Kbd.tsx';
import { commands } from './commands.ts';
import s from './overlays.module.css';
import { PANEL_KEYS } from './panel-keys.ts';

/** Every key there is, as the commands and the panels declare them. */
export function Shortcuts(): ReactNode {
  return (
    <>
      {/* In the tab order, because it scrolls (WCAG 2.1.1). */}
      <div role="region" aria-label="All shortcuts" tabIndex={0} className={s.shortcuts}>
        <Keys
          title="Everywhere"
          rows={commands.flatMap(({ title, shortcut }) =>
            shortcut === undefined ? [] : [{ does: title, keys: [shortcut] }],
          )}
        />
        {PANEL_KEYS.map(({ panel, keys }) => (
          <Keys key={panel} title={panel} rows={keys} />
        ))}
      </div>
      <div className={s.foot}>
        <span>New here? Three short guides come with Landfall.</span>
        <Button onClick={() => showOverlay('help')}>Help</Button>
      </div>
    </>
  );
}

interface KeysProps {
  title: string;
  rows: readonly { does: string; keys: readonly string[] }[];
}

function Keys({ title, rows }: KeysProps): ReactNode {
  return (
    <section>
      <h3>{title}</h3>
      <dl>
        {rows.map(({ does, keys }) => (
          <div key={does}>
            <dt>{does}</dt>
            <dd>
              {keys.map((key) => (
                <Kbd key={key} keys={key} spoken />
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

import { type ReactNode, useState } from 'react';

import { startTour } from '../../state/tour.ts';
import { showOverlay } from '../../state/view.ts';
import { Button } from '../../ui/Button.tsx';
import { GuideText } from './GuideText.tsx';
import { guides } from './guides.ts';
import s from './Help.module.css';

/** The guides, one at a time. */
export function Guides(): ReactNode {
  const [file, setFile] = useState(guides[0]?.file);
  const shown = guides.find((guide) => guide.file === file);
  return (
    <div className={s.body}>
      <nav aria-label="Guides" className={s.nav}>
        {guides.map((guide) => (
          <button
            key={guide.file}
            type="button"
            aria-current={guide.file === file ? 'page' : undefined}
            className={s.entry}
            onClick={() => setFile(guide.file)}
          >
            {guide.title}
          </button>
        ))}
        <div className={s.more}>
          <Button onClick={() => showOverlay('shortcuts')}>Keyboard shortcuts</Button>
          <Button
            onClick={() => {
              showOverlay(null);
              startTour();
            }}
          >
            Show the tour again
          </Button>
        </div>
      </nav>
      {/* In the tab order, because it scrolls (WCAG 2.1.1). With a key, a guide begins at its top. */}
      <div key={file} role="region" aria-label={shown?.title} tabIndex={0} className={s.text}>
        {shown !== undefined && <GuideText blocks={shown.blocks} onOpen={setFile} />}
      </div>
    </div>
  );
}

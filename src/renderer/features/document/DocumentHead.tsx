import { ChevronsDownUp, ChevronsUpDown, Copy, Download } from 'lucide-react';
import type { ReactNode } from 'react';

import { usePlayback } from '../../state/playback.ts';
import { isLive, useRun } from '../../state/run.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { collapseAll, copyDocument, expandAll, saveDocument } from './actions.ts';
import { DocumentSwitch } from './DocumentSwitch.tsx';
import s from './DocumentHead.module.css';
import { OrderNotice } from './OrderNotice.tsx';

export function DocumentHead(): ReactNode {
  const status = useRun((run) => run.status);
  const nothing = usePlayback((playback) => playback.event < 0);
  const following = usePlayback((playback) => playback.following);
  return (
    <div className={s.head}>
      <h2>Document</h2>
      <DocumentSwitch />
      <span className={s.meta}>
        {status === 'empty' ? '' : isLive(status) && following ? 'live' : 'at the playhead'}
      </span>
      <OrderNotice />
      <span className={s.tools}>
        <IconButton label="Expand all" disabled={nothing} onClick={expandAll}>
          <ChevronsUpDown size={14} aria-hidden="true" />
        </IconButton>
        <IconButton label="Collapse all" disabled={nothing} onClick={collapseAll}>
          <ChevronsDownUp size={14} aria-hidden="true" />
        </IconButton>
        <IconButton label="Copy document" disabled={nothing} onClick={copyDocument}>
          <Copy size={14} aria-hidden="true" />
        </IconButton>
        <IconButton label="Save document" disabled={nothing} onClick={saveDocument}>
          <Download size={14} aria-hidden="true" />
        </IconButton>
      </span>
    </div>
  );
}

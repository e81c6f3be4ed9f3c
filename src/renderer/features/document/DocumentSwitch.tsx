import type { ReactNode } from 'react';

import { useRun } from '../../state/run.ts';
import { documentTitle, showDocument, shownDocument, useShownDocument } from '../../state/shown-document.ts';
import { Segmented } from '../../ui/Segmented.tsx';
import { Select } from '../../ui/Select.tsx';

/** More than this many do not fit beside the title. */
const IN_SIGHT = 3;
const MAIN = '(main)';

/** Which document of the run is shown, where there are several: the content, and each tool call. */
export function DocumentSwitch(): ReactNode {
  const record = useRun((run) => run.record);
  useRun((run) => run.revision);
  const id = useShownDocument((state) => state.id);
  if (record === null || record.documents.length < 2) return null;
  const choices = record.documents.map((document) => ({
    value: document.id ?? MAIN,
    label: documentTitle(record, document),
  }));
  const common = {
    label: 'Document of the run',
    value: shownDocument(record, id).id ?? MAIN,
    onChange: (value: string) => showDocument(value === MAIN ? null : value),
  };
  return choices.length <= IN_SIGHT ? (
    <Segmented choices={choices} {...common} />
  ) : (
    <Select small choices={choices} {...common} />
  );
}

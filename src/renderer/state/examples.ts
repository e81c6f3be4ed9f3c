import { create } from 'zustand';

import type { Example } from '../../bridge/contract.ts';
import { bridge } from './bridge.ts';
import { replaceDraft } from './draft.ts';
import { openCapture } from './library.ts';
import { notify } from './notices.ts';

/** In the order of their telling. */
export const useExamples = create<{ list: readonly Example[] }>()(() => ({ list: [] }));

export async function loadExamples(): Promise<readonly Example[]> {
  const list = await bridge.call('examples.list', {});
  useExamples.setState({ list });
  return list;
}

/** Its draft takes the place of the one that is being edited, which can be had back. */
export function takeExample(example: Example): void {
  const undo = replaceDraft(example.draft);
  notify({
    tone: 'info',
    text: `“${example.title}” is in the editor.`,
    actions: [
      { label: 'Open its recorded run', run: () => void openCapture(example.capture) },
      { label: 'Undo', run: undo },
    ],
  });
}

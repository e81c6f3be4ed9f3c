import { usePlayback } from '../../state/playback.ts';
import type { FeatureCommand } from '../transport/commands.ts';
import { collapseAll, copyDocument, expandAll, saveDocument } from './actions.ts';

function hasDocument(): boolean {
  return usePlayback.getState().event >= 0;
}

export const documentCommands: FeatureCommand[] = [
  { id: 'document.copy', title: 'Copy the document at this moment', run: copyDocument, enabled: hasDocument },
  { id: 'document.save', title: 'Save the document at this moment', run: saveDocument, enabled: hasDocument },
  { id: 'document.expand', title: 'Expand the document', run: expandAll, enabled: hasDocument },
  { id: 'document.collapse', title: 'Collapse the document', run: collapseAll, enabled: hasDocument },
];
